//! The Merkle tree of RFC 6962, section 2.1: its root and inclusion proofs.

use sha2::{Digest, Sha256};

use crate::Hash;

/// The root over the leaves; the leaf data of an entry are the raw 32 bytes of its claim ids.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(&[]),
        [leaf] => leaf_hash(&leaf.0),
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(root(left), root(right))
        }
    }
}

/// The sibling hashes, from leaf to root, that prove that `leaves[at]` is under [`root`]. Empty when `at` is outside.
pub fn proof(leaves: &[Hash], at: usize) -> Vec<Hash> {
    if leaves.len() <= 1 || at >= leaves.len() {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = match at < middle {
        true => (proof(left, at), root(right)),
        false => (proof(right, at - middle), root(left)),
    };
    path.push(sibling);
    path
}

/// The root that a proof leads to, for the leaf that stands at `at` of `size`; none when the proof has another length
/// than such a tree asks for.
pub fn root_from_proof(leaf: Hash, at: usize, size: usize, path: &[Hash]) -> Option<Hash> {
    if at >= size {
        return None;
    }
    if size == 1 {
        return path.is_empty().then(|| leaf_hash(&leaf.0));
    }
    let (sibling, below) = path.split_last()?;
    let middle = split(size);
    if at < middle {
        return Some(node_hash(root_from_proof(leaf, at, middle, below)?, *sibling));
    }
    Some(node_hash(*sibling, root_from_proof(leaf, at - middle, size - middle, below)?))
}

/// On which side of the way up a sibling stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The sibling comes first in the hash of the node above.
    Left,
    /// It comes second.
    Right,
}

/// The sides of the siblings of a [`proof`], from leaf to root. Empty when `at` is outside.
pub fn sides(at: u64, size: u64) -> Vec<Side> {
    if size <= 1 || at >= size || size > 1 << 62 {
        return Vec::new();
    }
    let middle = size.next_power_of_two() / 2;
    let (mut sides, last) = match at < middle {
        true => (sides(at, middle), Side::Right),
        false => (sides(at - middle, size - middle), Side::Left),
    };
    sides.push(last);
    sides
}

/// The largest power of two that is smaller than `n`; `n` is at least 2.
fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// The hash of a leaf with these data.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(data).finalize().into())
}

fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shape_is_that_of_rfc_6962() {
        let [a, b, c] = [b"a", b"b", b"c"].map(|x| Hash::of(x));
        assert_eq!(root(&[]).to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let left = node_hash(leaf_hash(&a.0), leaf_hash(&b.0));
        assert_eq!(root(&[a, b, c]), node_hash(left, leaf_hash(&c.0)));
    }

    proptest! {
        #[test]
        fn every_leaf_has_its_proof_and_no_other(size in 1usize..70, at in 0usize..70, other in 0usize..70) {
            let leaves: Vec<Hash> = (0..size).map(|n| Hash::of(&n.to_be_bytes())).collect();
            let at = at % size;
            let path = proof(&leaves, at);
            let climbed = path.iter().zip(sides(at as u64, size as u64)).fold(leaf_hash(&leaves[at].0), |below, (sibling, side)| {
                if side == Side::Left { node_hash(*sibling, below) } else { node_hash(below, *sibling) }
            });
            prop_assert_eq!((climbed, path.len()), (root(&leaves), sides(at as u64, size as u64).len()));
            prop_assert_eq!(root_from_proof(leaves[at], at, size, &path), Some(root(&leaves)));
            let other = other % size;
            if other != at {
                prop_assert_ne!(root_from_proof(leaves[other], at, size, &path), Some(root(&leaves)));
            }
            prop_assert_eq!(root_from_proof(leaves[at], size, size, &path), None);
        }
    }
}
