//! The addresses at which a phone can reach this computer.

use std::net::{IpAddr, Ipv6Addr};

/// An address of this computer, and what its system calls the way to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Net {
    pub(crate) name: String,
    pub(crate) address: IpAddr,
}

/// All addresses of local networks; that of this computer alone comes last, to try it. Addresses that the whole internet can
/// reach are left out.
pub(crate) fn nets() -> Vec<Net> {
    let mut nets: Vec<Net> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .map(|one| Net { address: one.ip(), name: one.name })
        .filter(|net| is_local(net.address) && net.address != IpAddr::V6(Ipv6Addr::LOCALHOST))
        .collect();
    nets.sort_by_key(|net| (net.address.is_loopback(), net.address));
    nets.dedup_by_key(|net| net.address);
    nets
}

/// Whether an address is one of a local network (RFC 1918, RFC 4193, RFC 3927), or of this computer alone.
fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private() || address.is_link_local() || address.is_loopback(),
        // A link-local address of version 6 needs the name of its network, which no phone takes.
        IpAddr::V6(address) => address.is_unique_local() || address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_internet_are_left_out() {
        for (address, local) in [
            ("192.168.1.7", true),
            ("10.0.0.1", true),
            ("172.16.5.4", true),
            ("127.0.0.1", true),
            ("fd00::1", true),
            ("203.0.113.9", false),
            ("0.0.0.0", false),
            ("2001:db8::1", false),
            ("fe80::1", false),
        ] {
            assert_eq!(is_local(address.parse().unwrap()), local, "{address}");
        }
    }
}
