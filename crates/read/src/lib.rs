//! Sources to drafts: the time tagger and the article reader

pub mod time;
