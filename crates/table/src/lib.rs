//! What can be asked of many entities: rows, queries, counts
