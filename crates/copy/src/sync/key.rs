//! The keys by which peers know each other: X25519, apart from the keys that sign.

use std::fmt;

use daftar_claim::{Hash, IdError};
use snow::params::DHChoice;
use snow::resolvers::{CryptoResolver, DefaultResolver};

/// A peer's public key, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PeerKey(pub [u8; 32]);

impl PeerKey {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// When they are not.
    pub fn parse(text: &str) -> Result<PeerKey, IdError> {
        Ok(PeerKey(Hash::parse(text)?.0))
    }
}

impl fmt::Display for PeerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Hash(self.0), f)
    }
}

/// This side's own key, secret half and public half.
#[derive(Clone)]
pub struct StaticKey {
    secret: [u8; 32],
    public: PeerKey,
}

impl StaticKey {
    /// The key of 32 random bytes.
    pub fn from_secret(secret: [u8; 32]) -> StaticKey {
        let mut public = [0; 32];
        // The curve is compiled in; without it nothing here would work, and the handshake would say so.
        if let Some(mut curve) = DefaultResolver.resolve_dh(&DHChoice::Curve25519) {
            curve.set(&secret);
            public.copy_from_slice(&curve.pubkey()[..32]);
        }
        StaticKey { secret, public: PeerKey(public) }
    }

    /// The secret half.
    pub fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The public half.
    pub fn public(&self) -> PeerKey {
        self.public
    }
}

impl fmt::Debug for StaticKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StaticKey({})", self.public)
    }
}
