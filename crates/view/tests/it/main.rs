//! Views over whole stories: the questions that the project must answer, in the invented town of Sanabel.

mod invented;
mod order;
mod snapshots;
mod story;
mod support;
mod town;
