//! A file encrypted under a key of its own: an age identity, and the stream of bytes that it opens.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::iter::once;

use age::secrecy::ExposeSecret;
use age::stream::{StreamReader, StreamWriter};
use age::x25519::Identity;
use age::{DecryptError, Decryptor, Encryptor};
use daftar_claim::{FileId, Hash};
use sha2::{Digest, Sha256};

use crate::RegisterError;
use crate::found::identity_of;

/// The first bytes of whatever `age` encrypted.
pub(crate) const MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// The key of one restricted file. Destroying every copy of it makes the file unreadable for ever.
#[derive(Clone)]
pub(crate) struct FileKey(Identity);

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey(…)")
    }
}

impl FileKey {
    pub(crate) fn fresh() -> FileKey {
        FileKey(Identity::generate())
    }

    /// The key that follows from a secret.
    pub(crate) fn of(secret: &[u8; 32]) -> Result<FileKey, RegisterError> {
        identity_of(secret).map(FileKey)
    }

    /// Reads an age identity; none when the text is not one.
    pub(crate) fn parse(text: &str) -> Option<FileKey> {
        text.parse().ok().map(FileKey)
    }

    /// The written form, for the key file.
    pub(crate) fn to_text(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }

    /// What stands for the file where ids are made: as random as the key, and found again with it.
    pub(crate) fn blind(&self) -> FileId {
        FileId(Hash::of(format!("daftar/blind/1\n{}", self.to_text()).as_bytes()))
    }

    /// A writer that encrypts.
    pub(crate) fn encrypt<W: Write>(&self, to: W) -> io::Result<StreamWriter<W>> {
        let recipient = self.0.to_public();
        let encryptor = Encryptor::with_recipients(once(&recipient as _)).map_err(io::Error::other)?;
        encryptor.wrap_output(to)
    }

    /// A reader that decrypts; it fails at the first byte that was changed.
    pub(crate) fn decrypt<R: Read>(&self, from: R) -> Result<StreamReader<BufReader<R>>, DecryptError> {
        Decryptor::new_buffered(BufReader::new(from))?.decrypt(once(&self.0 as _))
    }
}

/// Whether a file is one that `age` encrypted; reads its beginning.
pub(crate) fn is_sealed(mut file: impl Read) -> io::Result<bool> {
    let mut first = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut first)?;
    Ok(first == MAGIC)
}

/// A file being encrypted as it is written: nothing of it lies open on the disk.
pub(crate) struct Sealing {
    out: StreamWriter<Hashing<BufWriter<File>>>,
    plain: Sha256,
    key: FileKey,
}

/// An encrypted file that is not kept yet.
pub(crate) struct SealedFile {
    /// The ciphertext, from its beginning.
    pub(crate) file: File,
    /// The SHA-256 of what it decrypts to.
    pub(crate) plain: FileId,
    /// The SHA-256 of the ciphertext: its name.
    pub(crate) id: FileId,
    /// What opens it.
    pub(crate) key: FileKey,
}

impl Sealing {
    /// Encrypts into a file under a fresh key.
    pub(crate) fn into(file: File) -> io::Result<Sealing> {
        let key = FileKey::fresh();
        let out = key.encrypt(Hashing { out: BufWriter::new(file), hash: Sha256::new() })?;
        Ok(Sealing { out, plain: Sha256::new(), key })
    }

    /// Ends the ciphertext and names it.
    pub(crate) fn finish(self) -> io::Result<SealedFile> {
        let Hashing { out, hash } = self.out.finish()?;
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let name = |hash: Sha256| FileId(Hash(hash.finalize().into()));
        Ok(SealedFile { file, plain: name(self.plain), id: name(hash), key: self.key })
    }
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.plain.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Hashes what goes through.
struct Hashing<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_with_its_key_alone_and_untouched() {
        let text = b"given by a neighbour".repeat(10_000);
        let mut sealing = Sealing::into(tempfile::tempfile().unwrap()).unwrap();
        sealing.write_all(&text).unwrap();
        let mut sealed = sealing.finish().unwrap();
        let mut cipher = Vec::new();
        sealed.file.read_to_end(&mut cipher).unwrap();
        assert_eq!((sealed.id.0, sealed.plain.0), (Hash::of(&cipher), Hash::of(&text)));
        assert!(is_sealed(&cipher[..]).unwrap() && !is_sealed(&text[..]).unwrap());
        let again = FileKey::parse(&sealed.key.to_text()).unwrap();
        assert_eq!(again.blind(), sealed.key.blind());
        let mut opened = Vec::new();
        again.decrypt(&cipher[..]).unwrap().read_to_end(&mut opened).unwrap();
        assert!(opened == text);
        assert!(FileKey::fresh().decrypt(&cipher[..]).is_err() && FileKey::fresh().blind() != again.blind());
        let last = cipher.len() - 20;
        cipher[last] ^= 1;
        assert!(again.decrypt(&cipher[..]).unwrap().read_to_end(&mut opened).is_err());
        assert_eq!(format!("{again:?}"), "FileKey(…)");
    }
}
