//! The files of a copy, as its trees name them.

use std::collections::HashSet;

use rustic_core::repofile::{Node, NodeType};
use rustic_core::{DataId, IndexedTree, Repository, TreeId};

use crate::storage::is_damage;
use crate::{Deposit, DepositError};

/// What is met on the way through a copy.
pub(crate) enum Met {
    /// A folder or file.
    Leaf(Leaf),
    /// A folder whose names cannot be read, by name, and why; what lies in it is not met.
    Lost(String, String),
}

/// A folder or file of a copy.
pub(crate) struct Leaf {
    /// Its path, parts separated by `/`, without the name of the copied folder.
    pub(crate) name: String,
    /// Its length in bytes.
    pub(crate) size: u64,
    /// Seconds and nanoseconds since 1970.
    pub(crate) modified: Option<jiff::Timestamp>,
    /// Its pieces, in order; none for a folder.
    pub(crate) pieces: Option<Vec<DataId>>,
}

impl Deposit {
    /// Calls back for each folder and file below the copied folder, folders before what is in them. What lies in folders
    /// that were `seen` is passed over.
    ///
    /// # Errors
    /// When the target does not answer, and what is called back fails with.
    pub(crate) fn walk<S: IndexedTree>(
        &self,
        repository: &Repository<S>,
        root: TreeId,
        mut seen: Option<&mut HashSet<TreeId>>,
        met: &mut dyn FnMut(Met) -> Result<(), DepositError>,
    ) -> Result<(), DepositError> {
        for node in self.names(repository, root, "", met)? {
            // The only folder at the top is the copied one.
            if let (NodeType::Dir, Some(tree)) = (&node.node_type, node.subtree) {
                self.walk_below(repository, (tree, ""), &mut seen, met)?;
            }
        }
        Ok(())
    }

    fn walk_below<S: IndexedTree>(
        &self,
        repository: &Repository<S>,
        (tree, above): (TreeId, &str),
        seen: &mut Option<&mut HashSet<TreeId>>,
        met: &mut dyn FnMut(Met) -> Result<(), DepositError>,
    ) -> Result<(), DepositError> {
        if seen.as_mut().is_some_and(|seen| !seen.insert(tree)) {
            return Ok(());
        }
        for node in self.names(repository, tree, above, met)? {
            let name = format!("{above}{}", self.plain_name(&node)?);
            match (&node.node_type, node.subtree) {
                (NodeType::Dir, Some(tree)) => {
                    let below = format!("{name}/");
                    met(Met::Leaf(Leaf { name, size: 0, modified: node.meta.mtime, pieces: None }))?;
                    self.walk_below(repository, (tree, &below), seen, met)?;
                }
                (NodeType::File, _) => {
                    let pieces = Some(node.content.unwrap_or_default());
                    met(Met::Leaf(Leaf { name, size: node.meta.size, modified: node.meta.mtime, pieces }))?;
                }
                // We copy nothing else, and follow nothing else.
                _ => {}
            }
        }
        Ok(())
    }

    /// What a folder names; nothing where that is damaged, which is told.
    fn names<S: IndexedTree>(
        &self,
        repository: &Repository<S>,
        tree: TreeId,
        above: &str,
        met: &mut dyn FnMut(Met) -> Result<(), DepositError>,
    ) -> Result<Vec<Node>, DepositError> {
        let read = repository.get_tree(&tree).map_err(|error| self.failure(&error));
        match read {
            Ok(tree) => return Ok(tree.nodes),
            Err(DepositError::Repository { why, .. }) => met(Met::Lost(above.to_owned(), why))?,
            Err(DepositError::Storage { error, .. }) if is_damage(&error) => {
                met(Met::Lost(above.to_owned(), error.to_string()))?;
            }
            Err(other) => return Err(other),
        }
        Ok(Vec::new())
    }

    /// A name that stays below the folder into which it is restored.
    fn plain_name(&self, node: &Node) -> Result<String, DepositError> {
        let name = node.name().to_string_lossy().into_owned();
        let plain = !matches!(name.as_str(), "" | "." | "..") && !name.contains(['/', '\\', '\0']);
        let why = || format!("it names a file {name:?}, which is no name of a file");
        let damaged = || DepositError::Damaged { place: self.place(), what: "the list of files".into(), why: why() };
        if plain { Ok(name) } else { Err(damaged()) }
    }
}
