//! The signature on a time stamp (RFC 5652), and the certificate that it is by. The cryptography and the path from the
//! certificate to an authority are those of `webpki`.

use ring::digest::{self, Algorithm};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use webpki::{EndEntityCert, KeyUsage};

use super::der::{Der, INTEGER, NUMBERED, OCTETS, OID, SEQUENCE, SET, Value};
use super::{Authorities, StampError, oid};

const WHAT: &str = "the response of a time-stamping authority";

/// What an authority signed, with its signature and certificates.
pub(super) struct Signed<'d> {
    /// What it says.
    pub(super) content: &'d [u8],
    certificates: Vec<&'d [u8]>,
    digest: &'static Algorithm,
    /// The attributes that are signed, with the tag of their member.
    attributes: Value<'d>,
    algorithm: &'d [u8],
    signature: &'d [u8],
}

impl<'d> Signed<'d> {
    /// Reads a response (`TimeStampResp`): that the authority granted it, and what it signed.
    pub(super) fn of_response(response: &'d [u8]) -> Result<Signed<'d>, StampError> {
        let mut outer = Der(response);
        let mut parts = outer.inside(SEQUENCE, WHAT)?;
        outer.end()?;
        let status = parts.inside(SEQUENCE, WHAT)?.take(INTEGER, WHAT)?.content;
        if !matches!(status, [0 | 1]) {
            return Err(StampError::Refused(*status.last().unwrap_or(&2)));
        }
        let mut token = parts.inside(SEQUENCE, WHAT)?;
        parts.end()?;
        if token.take(OID, WHAT)?.content != oid::SIGNED_DATA {
            return Err(StampError::Form("signed data"));
        }
        Signed::of_data(token.inside(NUMBERED, WHAT)?.inside(SEQUENCE, WHAT)?)
    }

    fn of_data(mut parts: Der<'d>) -> Result<Signed<'d>, StampError> {
        parts.take(INTEGER, WHAT)?;
        parts.take(SET, WHAT)?;
        let mut held = parts.inside(SEQUENCE, WHAT)?;
        if held.take(OID, WHAT)?.content != oid::TIME_STAMP {
            return Err(StampError::Form("what a time stamp says, not something else that is signed"));
        }
        let content = held.inside(NUMBERED, WHAT)?.take(OCTETS, WHAT)?.content;
        let certificates = parts.take_if(NUMBERED)?.map_or(Ok(Vec::new()), |set| Der(set.content).all())?;
        parts.take_if(NUMBERED + 1)?;
        let signers = parts.inside(SET, WHAT)?.all()?;
        let [signer] = signers[..] else { return Err(StampError::Form("one signer")) };
        let certificates = certificates.into_iter().filter(|one| one.tag == SEQUENCE).map(|one| one.whole).collect();
        Signed::of_signer(content, certificates, Der(signer.content))
    }

    fn of_signer(content: &'d [u8], certificates: Vec<&'d [u8]>, mut parts: Der<'d>) -> Result<Signed<'d>, StampError> {
        parts.take(INTEGER, WHAT)?;
        // Which certificate it is by, the signed attributes say.
        parts.next()?;
        let digest = sha2(parts.inside(SEQUENCE, WHAT)?.take(OID, WHAT)?.content)?;
        let attributes = parts.take(NUMBERED, "signed attributes")?;
        let algorithm = parts.inside(SEQUENCE, WHAT)?.take(OID, WHAT)?.content;
        let signature = parts.take(OCTETS, WHAT)?.content;
        Ok(Signed { content, certificates, digest, attributes, algorithm, signature })
    }

    /// Checks signature and certificate, as they were at `time`; gives the name of who signed.
    pub(super) fn check(&self, time: u64, authorities: Option<&Authorities>) -> Result<String, StampError> {
        let digest = Der(self.attribute(oid::MESSAGE_DIGEST)?).take(OCTETS, WHAT)?.content;
        let kind = Der(self.attribute(oid::CONTENT_TYPE)?).take(OID, WHAT)?.content;
        if digest != digest::digest(self.digest, self.content).as_ref() || kind != oid::TIME_STAMP {
            return Err(StampError::Signature("it is over something else"));
        }
        let certificate = CertificateDer::from(self.certificate()?);
        let unread = |_| StampError::Signature("its certificate cannot be read");
        let signer = EndEntityCert::try_from(&certificate).map_err(unread)?;
        // What is signed is the set of attributes, with the tag of a set.
        let mut message = self.attributes.whole.to_vec();
        message[0] = SET;
        let holds =
            |by: &&dyn SignatureVerificationAlgorithm| signer.verify_signature(*by, &message, self.signature).is_ok();
        if !self.algorithms()?.iter().any(holds) {
            return Err(StampError::Signature("it is not by the key of its certificate"));
        }
        if let Some(authorities) = authorities {
            self.leads_to(&signer, authorities, time)?;
        }
        Ok(name(signer.subject()).unwrap_or_else(|| "?".to_owned()))
    }

    fn leads_to(&self, signer: &EndEntityCert<'_>, authorities: &Authorities, time: u64) -> Result<(), StampError> {
        let refuse = |error: webpki::Error| StampError::Authority(format!("{error:?}"));
        let others: Vec<CertificateDer<'_>> = self.certificates.iter().map(|one| CertificateDer::from(*one)).collect();
        let anchors = authorities.anchors().map_err(refuse)?;
        let path = signer.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors,
            &others,
            UnixTime::since_unix_epoch(std::time::Duration::from_secs(time)),
            KeyUsage::required(oid::TIME_STAMPING),
            None,
            None,
        );
        path.map(|_| ()).map_err(refuse)
    }

    /// The values of a signed attribute, which must be there once.
    fn attribute(&self, kind: &[u8]) -> Result<&'d [u8], StampError> {
        let mut found = Vec::new();
        for attribute in Der(self.attributes.content).all()? {
            let mut parts = Der(attribute.content);
            if parts.take(OID, WHAT)?.content == kind {
                found.push(parts.take(SET, WHAT)?.content);
            }
        }
        match found[..] {
            [one] => Ok(one),
            _ => Err(StampError::Form("each signed attribute once")),
        }
    }

    /// The certificate that the signed attributes name, by its hash.
    fn certificate(&self) -> Result<&'d [u8], StampError> {
        let (values, newer) = match self.attribute(oid::CERTIFICATE_V2) {
            Ok(values) => (values, true),
            Err(_) => (self.attribute(oid::CERTIFICATE_V1)?, false),
        };
        let mut named = Der(values).inside(SEQUENCE, WHAT)?.inside(SEQUENCE, WHAT)?.inside(SEQUENCE, WHAT)?;
        let algorithm = match named.take_if(SEQUENCE)? {
            Some(algorithm) if newer => sha2(Der(algorithm.content).take(OID, WHAT)?.content)?,
            _ if newer => &digest::SHA256,
            _ => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        };
        let hash = named.take(OCTETS, WHAT)?.content;
        let named = self.certificates.iter().find(|one| digest::digest(algorithm, one).as_ref() == hash);
        named.copied().ok_or(StampError::Signature("the certificate that it names did not come with it"))
    }

    /// What the signature may be checked by; a curve is told by the certificate.
    fn algorithms(&self) -> Result<Vec<&'static dyn SignatureVerificationAlgorithm>, StampError> {
        use webpki::ring;
        let bits = self.digest.output_len() * 8;
        let named = |prefix: &[u8]| self.algorithm.strip_prefix(prefix).and_then(|rest| rest.first().copied());
        let rsa = |bits: usize| -> Option<&'static dyn SignatureVerificationAlgorithm> {
            Some(match bits {
                256 => ring::RSA_PKCS1_2048_8192_SHA256,
                384 => ring::RSA_PKCS1_2048_8192_SHA384,
                512 => ring::RSA_PKCS1_2048_8192_SHA512,
                _ => return None,
            })
        };
        let found = match (named(oid::PKCS1), named(oid::ECDSA_SHA2)) {
            (Some(1), _) => rsa(bits).into_iter().collect(),
            (Some(11), _) => rsa(256).into_iter().collect(),
            (Some(12), _) => rsa(384).into_iter().collect(),
            (Some(13), _) => rsa(512).into_iter().collect(),
            (_, Some(2)) => vec![ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256],
            (_, Some(3)) => vec![ring::ECDSA_P256_SHA384, ring::ECDSA_P384_SHA384],
            _ => Vec::new(),
        };
        match found.is_empty() {
            true => {
                Err(StampError::Form("a signature by RSA or ECDSA (P-256, P-384) with SHA-256, SHA-384 or SHA-512"))
            }
            false => Ok(found),
        }
    }
}

fn sha2(name: &[u8]) -> Result<&'static Algorithm, StampError> {
    match name.strip_prefix(oid::SHA2) {
        Some([1]) => Ok(&digest::SHA256),
        Some([2]) => Ok(&digest::SHA384),
        Some([3]) => Ok(&digest::SHA512),
        _ => Err(StampError::Form("a hash by SHA-256, SHA-384 or SHA-512")),
    }
}

/// The name of a certificate's holder, else of the holder's organisation.
fn name(subject: &[u8]) -> Option<String> {
    let mut names = [None, None];
    for set in Der(subject).all().ok()? {
        let mut parts = Der(set.content).inside(SEQUENCE, WHAT).ok()?;
        let kind = parts.take(OID, WHAT).ok()?.content;
        let value = parts.next().ok()??.content;
        if let Some(at) = oid::NAMES.iter().position(|known| *known == kind) {
            let text = String::from_utf8_lossy(value);
            names[at] = Some(text.chars().filter(|c| !c.is_control()).take(200).collect::<String>());
        }
    }
    names.into_iter().flatten().next()
}
