//! Opens a register and joins its parts
