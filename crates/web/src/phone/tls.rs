//! The certificate of a pairing: made for it, kept nowhere, known by its fingerprint.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use daftar_register::claim::Hash;
use rcgen::{CertificateParams, DnType, KeyPair, SanType};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

/// A phone's clock may be off by so much.
const SLACK: Duration = Duration::from_secs(24 * 3600);

/// What speaks TLS for a pairing.
pub(super) struct Speaker {
    pub(super) acceptor: TlsAcceptor,
    /// The SHA-256 of the certificate.
    pub(super) fingerprint: String,
}

/// Makes a certificate for an address, whose key never leaves memory. It ends a day after the pairing does.
pub(super) fn speaker(address: IpAddr, lasts: Duration) -> Result<Speaker, String> {
    let key = KeyPair::generate().map_err(|error| error.to_string())?;
    let certificate = params(address, lasts).self_signed(&key).map_err(|error| error.to_string())?.der().clone();
    let fingerprint = Hash::of(&certificate).to_string();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key))
        .map_err(|error| error.to_string())?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Speaker { acceptor: TlsAcceptor::from(Arc::new(config)), fingerprint })
}

fn params(address: IpAddr, lasts: Duration) -> CertificateParams {
    let mut params = CertificateParams::default();
    let now = SystemTime::now();
    params.distinguished_name.push(DnType::CommonName, "Daftar");
    params.subject_alt_names = vec![SanType::IpAddress(address)];
    params.not_before = (now - SLACK).into();
    params.not_after = (now + lasts + SLACK).into();
    params
}
