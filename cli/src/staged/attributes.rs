//! Who may open a file: owner, group, permissions and access control list of what is replaced, and of a table's picture.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::Path;

/// Read, write and execute for owner, group and others; never the bits that let a program run as somebody else.
const PERMISSIONS: u32 = 0o777;
const ACL: &str = "system.posix_acl_access";
/// What certifies the contents, or gives a program rights: new contents start without.
const OF_CONTENTS: [&str; 3] = ["security.capability", "security.evm", "security.ima"];

/// Who may read a table. Its picture is to be no more open.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    mode: u32,
    owner: Option<u32>,
    group: Option<u32>,
    /// With an access control list, the mode does not say what the group may do.
    has_acl: bool,
}

impl Access {
    /// Nobody but the one who reads it. So it is taken to be with pipes.
    pub const PRIVATE: Self = Self { mode: 0o600, owner: None, group: None, has_acl: false };

    /// Who may read this file.
    pub fn of(file: &File) -> Self {
        let Some(metadata) = file.metadata().ok().filter(fs::Metadata::is_file) else {
            return Self::PRIVATE;
        };
        Self {
            mode: metadata.mode(),
            owner: Some(metadata.uid()),
            group: Some(metadata.gid()),
            has_acl: extended::names(file).iter().any(|name| name == ACL),
        }
    }

    /// What a new file is created with, before the process's mask takes some of it.
    pub const fn mode_of_new_file(&self) -> u32 {
        0o600 | 0o066 & self.mode
    }

    /// The part of `mode` that opens a file of the group `group` to nobody who could not read the table.
    fn narrow(&self, mode: u32, group: u32) -> u32 {
        let (ours, others) = (self.mode >> 3 & 0o7, self.mode & 0o7);
        let same_group = self.group == Some(group) && !self.has_acl;
        let ours = if same_group { ours } else { ours & others };
        mode & (0o700 | ours << 3 | others)
    }

    fn allows_owner(&self, owner: u32) -> bool {
        self.owner == Some(owner) || self.mode & 0o004 != 0
    }
}

/// Makes a new, empty file no more open than `limit`.
pub fn limit_new_file(file: &File, limit: &Access) -> io::Result<()> {
    // The folder may have given it a list.
    extended::remove(file, ACL)?;
    let metadata = file.metadata()?;
    set_mode(file, limit.narrow(metadata.mode() & PERMISSIONS, metadata.gid()))
}

/// Sets the mode if it is another one. (Some file systems have one mode for all their files, and let nobody set it.)
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    if file.metadata()?.mode() & 0o7777 == mode {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Gives `file` the owner, group, permissions and other attributes of `old`, whose place it takes, but no more than `limit`.
/// Where that cannot be, it is less open. Says in words what differs.
pub fn inherit(file: &File, old: &Path, limit: Option<&Access>) -> io::Result<Vec<String>> {
    let before = fs::symlink_metadata(old)?;
    let mine = file.metadata()?;
    let may_own = limit.is_none_or(|limit| limit.allows_owner(before.uid()));
    let owner = (mine.uid() != before.uid() && may_own).then_some(before.uid());
    let group = (mine.gid() != before.gid()).then_some(before.gid());
    if (owner, group) != (None, None) && fchown(file, owner, group).is_err() {
        // Only root gives files away, but one may give them to one's groups. What was not possible is seen below.
        let _ = fchown(file, None, group);
    }
    let after = file.metadata()?;
    let same = (after.uid(), after.gid()) == (before.uid(), before.gid());
    let mut differences = Vec::new();
    if after.uid() != before.uid() {
        differences.push(format!(
            "belongs to user {} now, not to user {}",
            after.uid(),
            before.uid()
        ));
    }
    let old_mode = before.mode() & PERMISSIONS;
    let mut mode = old_mode;
    if after.gid() != before.gid() {
        differences.push(format!(
            "belongs to group {} now, not to group {}",
            after.gid(),
            before.gid()
        ));
        // Members of the new group were among the others, or were members of the old one.
        let both = mode >> 3 & mode & 0o7;
        mode = mode & 0o700 | both << 3 | both;
    }
    // Entries of a list without names mean the owner and the group, and its mask stands where the mode has the group.
    let lost = extended::copy(old, file, same && limit.is_none())?;
    if lost.iter().any(|name| name == ACL) {
        mode &= !0o070;
    }
    if let Some(limit) = limit {
        mode = limit.narrow(mode, after.gid());
    }
    if !lost.is_empty() {
        differences.push(format!("could not keep its attributes {}", lost.join(", ")));
    }
    if mode != old_mode {
        differences.push(format!("has the permissions {mode:03o} now, not {old_mode:03o}, to be no more open than before{}",
            if limit.is_some() { " and than the table" } else { "" }));
    }
    set_mode(file, mode)?;
    Ok(differences)
}

/// Gives the folder `new` what [`inherit`] gives a file.
pub fn inherit_folder(new: &Path, old: &Path) -> io::Result<Vec<String>> {
    inherit(&File::open(new)?, old, None)
}

/// Extended attributes, where the access control list is one of them.
#[cfg(target_os = "linux")]
mod extended {
    use super::{ACL, AsFd, File, OF_CONTENTS, Path, io};
    use rustix::fs::{XattrFlags, flistxattr, fremovexattr, fsetxattr, lgetxattr, llistxattr};
    use rustix::io::Errno;

    /// As much as Linux allows for the names of one file, and for one value.
    const MOST: usize = 1 << 16;

    fn split(list: &[u8]) -> Vec<String> {
        let names = list.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// The names of a file's attributes.
    pub fn names(file: impl AsFd) -> Vec<String> {
        let mut list = vec![0; MOST];
        flistxattr(file, &mut list[..]).map_or_else(|_| Vec::new(), |length| split(&list[..length]))
    }

    /// Removes an attribute if it is there.
    pub fn remove(file: impl AsFd, name: &str) -> io::Result<()> {
        match fremovexattr(file, name) {
            Ok(()) | Err(Errno::NODATA | Errno::OPNOTSUPP) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Copies the attributes of `old`. Returns the names of those that could not be copied.
    pub fn copy(old: &Path, file: &File, with_acl: bool) -> io::Result<Vec<String>> {
        // The folder may have given the new file a list.
        remove(file, ACL)?;
        let (mut list, mut value) = (vec![0; MOST], vec![0; MOST]);
        let names = llistxattr(old, &mut list[..])
            .map_or_else(|_| Vec::new(), |length| split(&list[..length]));
        let mut missing = Vec::new();
        for name in names.into_iter().filter(|name| !OF_CONTENTS.contains(&name.as_str())) {
            let copied = (name != ACL || with_acl)
                && lgetxattr(old, &name, &mut value[..])
                    .and_then(|length| {
                        fsetxattr(file, &name, &value[..length], XattrFlags::empty())
                    })
                    .is_ok();
            if !copied {
                missing.push(name);
            }
        }
        Ok(missing)
    }
}

/// Elsewhere the list is no attribute, and is not copied.
#[cfg(not(target_os = "linux"))]
mod extended {
    use super::{AsFd, File, Path, io};

    pub fn names(_: impl AsFd) -> Vec<String> {
        Vec::new()
    }

    pub fn remove(_: impl AsFd, _: &str) -> io::Result<()> {
        Ok(())
    }

    pub fn copy(_: &Path, _: &File, _: bool) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_private_as_its_table() {
        let table = |mode, has_acl| Access { mode, owner: Some(1), group: Some(2), has_acl };
        for (table, mode, group, narrowed) in [
            (table(0o100_644, false), 0o666, 2, 0o644),
            (table(0o640, false), 0o644, 2, 0o640),
            (table(0o640, false), 0o644, 3, 0o600),
            (table(0o644, false), 0o664, 3, 0o644),
            (table(0o670, true), 0o666, 2, 0o600),
            (table(0o604, false), 0o666, 2, 0o604),
            (table(0o400, false), 0o666, 2, 0o600),
            (Access::PRIVATE, 0o666, 2, 0o600),
        ] {
            assert_eq!(table.narrow(mode, group), narrowed, "{table:?}");
        }
        assert!(table(0o600, false).allows_owner(1) && !table(0o600, false).allows_owner(2));
        assert!(table(0o644, false).allows_owner(2) && !Access::PRIVATE.allows_owner(0));
    }
}
