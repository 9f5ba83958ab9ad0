//! The index as the rest of the program uses it: what goes in comes out, in whatever order it was noted, and what is
//! forgotten is gone.

mod answers;
mod claims;
mod forgetting;
mod making;
mod sealing;
mod searching;
