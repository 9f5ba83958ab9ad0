//! Signing keys, and the recovery seed from which a register's last resort is derived.

use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::Hash;
use crate::id::Key;

/// A device's secret signing key (Ed25519, RFC 8032).
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of 32 random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> SigningKey {
        SigningKey(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The 32 bytes, for the key file.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public key, which names the log.
    pub fn public(&self) -> Key {
        Key(Hash(self.0.verifying_key().to_bytes()))
    }

    /// Vouches for the key of a log that goes on from this key's: see [`crate::Act::Succeed`].
    pub fn vouch_for(&self, successor: Key) -> [u8; 64] {
        self.sign(&succession(successor))
    }

    /// The X25519 secret of the age identity that opens bundles for this device: HKDF-SHA256 of the seed, no salt, info
    /// `daftar/device/age/1`.
    pub fn age_secret(&self) -> [u8; 32] {
        derive(&self.0.to_bytes(), b"daftar/device/age/1")
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({}, …)", self.public())
    }
}

/// Whether the signature holds, strictly: what batch verification or lax readers would let pass is refused.
pub(crate) fn verify(key: Key, message: &[u8], signature: &[u8; 64]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(&key.0.0) else { return false };
    key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
}

/// Whether `signature` is that with which `log`'s key vouches for `successor`.
pub(crate) fn vouches(log: Key, successor: Key, signature: &[u8; 64]) -> bool {
    verify(log, &succession(successor), signature)
}

fn succession(successor: Key) -> Vec<u8> {
    format!("daftar/succeed/1\n{successor}").into_bytes()
}

/// Thirty-two random bytes, written on paper, from which everything that recovers a register is derived.
pub struct RecoverySeed(pub [u8; 32]);

impl RecoverySeed {
    /// The key that may grant and revoke: HKDF-SHA256 of the seed, no salt, info `daftar/recovery/sign/1`.
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_seed(&self.derive(b"daftar/recovery/sign/1"))
    }

    /// The X25519 secret of the age identity that opens the escrow: the same with info `daftar/recovery/age/1`.
    pub fn age_secret(&self) -> [u8; 32] {
        self.derive(b"daftar/recovery/age/1")
    }

    /// The password of sealed copies: 64 hexadecimal digits of the same with info `daftar/recovery/deposit/1`. So the seed on
    /// paper opens every copy, and what opens the copies opens nothing else.
    pub fn deposit_password(&self) -> String {
        Hash(self.derive(b"daftar/recovery/deposit/1")).to_string()
    }

    fn derive(&self, info: &[u8]) -> [u8; 32] {
        derive(&self.0, info)
    }
}

fn derive(seed: &[u8; 32], info: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    // 32 bytes are far below HKDF's limit of 255 hashes, so that expanding cannot fail.
    let _ = Hkdf::<Sha256>::new(None, seed).expand(info, &mut out);
    out
}

impl std::fmt::Debug for RecoverySeed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoverySeed(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a seed gives never changes, and what is derived from it is not what signs.
    #[test]
    fn the_identity_of_a_device_comes_from_its_seed() {
        let device = SigningKey::from_seed(&[7; 32]);
        let expected = "f88011504f2d58e34fc1d2aafbeb81169c6523f83d04c938ed3661b4a401379f";
        assert_eq!(Hash(device.age_secret()).to_string(), expected);
        assert_ne!(device.age_secret(), device.seed());
        assert_ne!(device.age_secret(), RecoverySeed([7; 32]).age_secret());
    }

    /// As `openssl kdf -keylen 32 … HKDF` gives it: FORMAT.md, section 8.
    #[test]
    fn the_password_of_sealed_copies_is_what_openssl_derives() {
        let mut seed = [0; 32];
        seed[31] = 7;
        let expected = "b130b37bd25dd8a2be492eeeb5fe98b5d768251f27babb0ee83fe2b7f048e564";
        assert_eq!(RecoverySeed(seed).deposit_password(), expected);
    }
}
