//! The files of a register, put to the test: loss of power, kill, full disks, flipped bits, hostile peers.

mod append;
mod copied;
mod dice;
mod disks;
mod erase;
mod evidence;
mod flips;
mod forks;
mod kill;
mod opening;
mod platter;
mod power;
mod rebuilding;
mod standards;
mod take;
mod torn;
mod town;
mod verifying;
