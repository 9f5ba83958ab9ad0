//! Signatures of requests to S3, version 4.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{S3, Wish};
use crate::keys;
use crate::storage::encode::hex;

impl S3 {
    /// The headers of a request, signed. A part that is asked for is not signed: it may be left out.
    pub(super) fn signed(&self, wish: &Wish<'_>, path: &str, query: &str) -> Vec<(&'static str, String)> {
        let now = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let hash = &wish.hash;
        let host = self.endpoint.split_once("://").map_or(self.endpoint.as_str(), |(_, host)| host);
        let canonical = format!(
            "{}\n{path}\n{query}\nhost:{host}\nx-amz-content-sha256:{hash}\nx-amz-date:{now}\n\n{SIGNED}\n{hash}",
            wish.method
        );
        let signature = signature(&self.access.secret, &self.region, &now, &canonical);
        let scope = scope(&self.region, &now);
        let proof =
            format!("{TERM} Credential={}/{scope}, SignedHeaders={SIGNED}, Signature={signature}", self.access.user);
        vec![("authorization", proof), ("x-amz-content-sha256", hash.clone()), ("x-amz-date", now)]
    }
}

const TERM: &str = "AWS4-HMAC-SHA256";
const SIGNED: &str = "host;x-amz-content-sha256;x-amz-date";

fn scope(region: &str, now: &str) -> String {
    format!("{}/{region}/s3/aws4_request", now.get(..8).unwrap_or_default())
}

fn signature(secret: &str, region: &str, now: &str, canonical: &str) -> String {
    let scope = scope(region, now);
    let text = format!("{TERM}\n{now}\n{scope}\n{}", keys::name_of(canonical.as_bytes()));
    let key = scope.split('/').fold(format!("AWS4{secret}").into_bytes(), |key, part| mac(&key, part));
    hex(&mac(&key, &text))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "GET Object" of the published description of the signature.
    #[test]
    fn the_published_example_has_this_signature() {
        let empty = keys::name_of(b"");
        let canonical = format!(
            "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\nx-amz-content-sha256:{empty}\n\
             x-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n{empty}"
        );
        let found = signature("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "20130524T000000Z", &canonical);
        assert_eq!(found, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }
}
