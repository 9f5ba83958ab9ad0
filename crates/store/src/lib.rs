//! The files of a register: log segments, evidence, and the index made from them
