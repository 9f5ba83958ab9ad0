//! Time stamps by authorities that `openssl` plays.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;

/// Keys of authorities, as `openssl req -newkey` names them, and the hash that each signs with.
const KINDS: [(&str, &str); 6] = [
    ("rsa:2048", "sha256"),
    ("rsa:2048", "sha384"),
    ("rsa:3072", "sha512"),
    ("ec -pkeyopt ec_paramgen_curve:P-256", "sha256"),
    ("ec -pkeyopt ec_paramgen_curve:P-384", "sha384"),
    ("ec -pkeyopt ec_paramgen_curve:P-384", "sha256"),
];

/// Runs lines in a folder; false where there is no shell or no `openssl`.
fn shell(folder: &Path, lines: &str) -> bool {
    let output = Command::new("sh").arg("-ec").arg(lines).current_dir(folder).output();
    output.is_ok_and(|output| output.status.success())
}

/// An authority in a folder: `ca.pem`, and `reply` to answer `asked.tsq` with `answer.tsr`.
fn authority(folder: &Path, key: &str, hash: &str, ess: &str) -> bool {
    let config = format!(
        "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n\
         [leaf]\nbasicConstraints=CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n\
         [other]\nbasicConstraints=CA:false\nextendedKeyUsage=serverAuth\n\
         [tsa]\ndefault_tsa=it\n[it]\nserial=serial\ncrypto_device=builtin\nsigner_cert=tsa.pem\ncerts=ca.pem\n\
         signer_key=tsa.key\nsigner_digest={hash}\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\nordering=yes\n\
         tsa_name=no\ness_cert_id_alg={ess}\n"
    );
    let made = fs::write(folder.join("ts.conf"), config).and_then(|()| fs::write(folder.join("serial"), "01\n"));
    made.is_ok()
        && shell(
            folder,
            &format!(
                "openssl req -x509 -config ts.conf -extensions ca -newkey {key} -nodes -keyout ca.key -out ca.pem -days 30 \
                 -subj '/O=Sanabel/CN=Sanabel Root' -{hash}
                 openssl req -config ts.conf -newkey {key} -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Sanabel Clock'
                 openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -set_serial 7 -days 30 -extfile ts.conf \
                 -extensions leaf -{hash} -out tsa.pem"
            ),
        )
}

fn reply(folder: &Path, asked: &[u8]) -> Option<Vec<u8>> {
    fs::write(folder.join("asked.tsq"), asked).ok()?;
    let made = shell(folder, "openssl ts -reply -config ts.conf -queryfile asked.tsq -out answer.tsr");
    made.then(|| fs::read(folder.join("answer.tsr")).ok())?
}

fn hash() -> Hash {
    Hash::of(b"a checkpoint of the notebook of Sanabel\n")
}

#[test]
fn authorities_of_all_kinds_are_believed_if_they_are_trusted() {
    for (n, (key, digest)) in KINDS.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let ess = ["sha256", "sha1", "sha512"][n % 3];
        if !authority(folder.path(), key, digest, ess) {
            return println!("skipped: openssl cannot play a time-stamping authority here");
        }
        let asked = request(hash(), [n as u8 + 200; 8]);
        let answer = reply(folder.path(), &asked).unwrap();
        let trusted = Authorities::read(&fs::read(folder.path().join("ca.pem")).unwrap()).unwrap();
        let stamped = check(&answer, hash(), Some(&trusted)).unwrap_or_else(|error| panic!("{key} {digest}: {error}"));
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert!(stamped.time.abs_diff(now) < 120 && stamped.trusted, "{stamped:?}");
        assert_eq!((stamped.authority.as_str(), hash_of(&answer)), ("Sanabel Clock", Ok(hash())));
        assert!(!check(&answer, hash(), None).unwrap().trusted);
        assert_eq!(answers(&answer, &asked), Ok(()));
        assert_eq!(answers(&answer, &request(hash(), [1; 8])), Err(StampError::OtherRequest));
        assert_eq!(check(&answer, Hash::of(b"x"), Some(&trusted)), Err(StampError::OtherHash));
    }
}

#[test]
fn stamps_that_lie_are_refused() {
    let (here, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let made = |folder: &Path| authority(folder, KINDS[3].0, "sha256", "sha256");
    if !made(here.path()) || !made(other.path()) {
        return println!("skipped: openssl cannot play a time-stamping authority here");
    }
    let answer = reply(here.path(), &request(hash(), [3; 8])).unwrap();
    let trusted = |folder: &Path| Authorities::read(&fs::read(folder.join("ca.pem")).unwrap()).unwrap();
    let stranger = check(&answer, hash(), Some(&trusted(other.path())));
    assert!(matches!(stranger, Err(StampError::Authority(_))), "{stranger:?}");
    let sound = check(&answer, hash(), Some(&trusted(here.path()))).unwrap();
    let mut passed = 0;
    for at in 0..answer.len() {
        let mut changed = answer.clone();
        changed[at] ^= 1 << (at % 8);
        // Bytes that nobody signed may change; what is said never does.
        if let Ok(stamped) = check(&changed, hash(), Some(&trusted(here.path()))) {
            assert_eq!(stamped, sound, "byte {at}");
            passed += 1;
        }
        assert!(at % 9 > 0 || check(&answer[..at], hash(), None).is_err(), "cut at {at}");
    }
    assert!(passed < answer.len() / 2, "{passed} of {} bytes are signed by nobody", answer.len());
    let refused = reply(here.path(), &request(hash(), [3; 8])[1..]);
    assert!(refused.is_none_or(|answer| check(&answer, hash(), None).is_err()), "a refusal is no stamp");
}

#[test]
fn what_is_no_response_is_refused() {
    for wrong in [&b""[..], b"0", b"\x30\x03\x02\x01\x00", b"\x30\x05\x30\x03\x02\x01\x02", &[0x30; 400]] {
        assert!(check(wrong, hash(), None).is_err());
    }
    assert_eq!(check(b"\x30\x05\x30\x03\x02\x01\x02", hash(), None), Err(StampError::Refused(2)));
    assert_eq!(Authorities::read(b"no certificate").err(), Some(StampError::Certificates));
}
