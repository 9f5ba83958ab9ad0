//! Pictures of something.

use std::path::PathBuf;

/// Pictures of something.
#[derive(Debug, clap::Args)]
pub(crate) struct Attach {
    /// What they show: a name, the beginning of one, or an id.
    pub(crate) entity: String,
    /// Pictures: JPEG, PNG, GIF or WebP.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Who made them.
    #[arg(long, value_name = "TEXT")]
    pub(crate) credit: Option<String>,
    /// What they are called; else each by its file's name.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Who published them.
    #[arg(long)]
    pub(crate) publisher: Option<String>,
    /// When they were published.
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// They show wounds or the dead: pages blur them until somebody asks to see them.
    #[arg(long)]
    pub(crate) graphic: bool,
    /// Keep them encrypted, each under a key of its own; what is recorded of them is sealed.
    #[arg(long)]
    pub(crate) restricted: bool,
}
