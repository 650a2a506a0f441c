use super::*;

fn staged(path: &Path, text: &str) -> Staged {
    let mut staged =
        Staged::create(Destination::resolve(path).expect("a place"), None).expect("a file");
    staged.append(text.as_bytes()).expect("room");
    staged
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn a_dropped_file_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(staged(&folder.path().join("out"), "text"));
    assert_eq!(count(folder.path()), 0);
}

/// The second file cannot be put in place: the first one is as it was, whether there was one or not.
#[test]
fn all_or_none() {
    for earlier in [Some("old"), None] {
        let folder = tempfile::tempdir().expect("a folder");
        let [first, second, third] =
            ["first", "second", "third"].map(|name| folder.path().join(name));
        if let Some(text) = earlier {
            fs::write(&first, text).expect("room");
            fs::write(&second, text).expect("room");
        }
        let broken = staged(&third, "new");
        fs::remove_file(broken.file.path()).expect("a file");
        let files = vec![staged(&first, "new"), staged(&second, "new"), broken];
        let failure =
            publish(files, None).expect_err("there is nothing to put in place").to_string();
        assert!(failure.starts_with("cannot write ") && failure.lines().count() == 1, "{failure}");
        for path in [&first, &second] {
            assert_eq!(fs::read_to_string(path).ok().as_deref(), earlier);
        }
        assert_eq!(count(folder.path()), if earlier.is_some() { 2 } else { 0 });
        publish(vec![staged(&first, "new"), staged(&second, "newer")], None).expect("two files");
        assert_eq!((read(&first), read(&second)), ("new".into(), "newer".into()));
        assert_eq!(count(folder.path()), 2);
    }
}

/// Found out late, two names for one place are still no loss.
#[test]
fn one_place_for_two_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out");
    fs::write(&path, "old").expect("room");
    let failure = publish(vec![staged(&path, "one"), staged(&path, "two")], None);
    assert!(failure.expect_err("one place").to_string().contains("are the same file"));
    assert_eq!((read(&path), count(folder.path())), ("old".into(), 1));
}

#[cfg(unix)]
#[test]
fn publishing_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("out"), folder.path().join("link"));
    fs::write(&path, "old").expect("room");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o6640)).expect("permission");
    symlink("out", &link).expect("a link");
    let file = staged(&link, "new");
    assert_eq!(file.file.as_file().metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    assert_eq!(read(&path), "old");
    assert_eq!(publish(vec![file], None).expect("a file"), [""; 0]);
    assert_eq!(read(&path), "new");
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o7777, 0o640);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
}

#[cfg(unix)]
#[test]
fn what_has_changed_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("input"), folder.path().join("out"));
    fs::write(&input, "true").expect("room");
    let id = FileId::at(&input);
    let file = staged(&out, "noisy");
    fs::rename(&input, &out).expect("a file");
    let failure = publish(vec![file], id.as_ref()).expect_err("the input").to_string();
    assert!(failure.contains("has become the input"), "{failure}");
    assert_eq!(read(&out), "true");
    fs::remove_file(&out).expect("a file");
    let file = staged(&out, "noisy");
    fs::create_dir(&out).expect("room");
    let failure = publish(vec![file], id.as_ref()).expect_err("a folder").to_string();
    assert!(failure.contains("no longer a regular file"), "{failure}");
    assert_eq!((count(folder.path()), count(&out)), (1, 0));
}

#[test]
fn folders_here_tell_case_or_do_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = staged(&folder.path().join("out"), "");
    fs::write(folder.path().join("a"), "").expect("room");
    assert_eq!(file.folder_ignores_case(), folder.path().join("A").exists());
}
