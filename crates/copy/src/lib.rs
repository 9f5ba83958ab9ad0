//! Bundles: what another register lacks, in one file
