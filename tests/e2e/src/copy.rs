//! The built site in a folder of its own, to be changed as deploys, proxies and broken hosts change it.

use crate::built;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use xtask::site::Site;
use xtask::{finish, size};

/// Every copy has a folder of its own, also within one process.
static COPIES: AtomicUsize = AtomicUsize::new(0);

/// A copy of the built site; its folder goes with it.
pub struct Copy {
    /// Where it is.
    pub path: PathBuf,
}

impl Copy {
    /// A copy as it was built.
    pub fn of_the_site() -> Self {
        let number = COPIES.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("wincompat-copy-{}-{number}", std::process::id()));
        copy(&built().root, &path);
        Self { path }
    }

    /// What serves it.
    pub fn site(&self) -> Site {
        Site::new(&self.path)
    }

    /// A second copy in a folder of the first.
    pub fn with_another_in(self, folder: &str) -> Self {
        copy(&built().root, &self.path.join(folder));
        self
    }

    /// Another page, with a worker that fits it.
    pub fn publish(&self, version: &str) {
        self.change_index(version);
        finish::keep_offline(&self.path).unwrap();
    }

    /// Another page under the worker of before, as in the middle of an upload.
    pub fn change_index(&self, version: &str) {
        let page = fs::read_to_string(built().root.join("index.html")).unwrap();
        fs::write(self.path.join("index.html"), page).unwrap();
        self.change("index.html", "<html lang=\"en\">", &format!("<html lang=\"en\" data-version=\"{version}\">"));
    }

    /// Puts something in the place of a text in a file.
    pub fn change(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        self.write(file, text.replace(from, to));
    }

    /// Writes a file.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path.join(file), content).unwrap();
    }

    /// Takes a file away.
    pub fn remove(&self, file: &str) {
        fs::remove_file(self.path.join(file)).unwrap();
    }

    /// Brings a file back as it was built.
    pub fn restore(&self, file: &str) {
        fs::copy(built().root.join(file), self.path.join(file)).unwrap();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The files that only a visit of this kind loads, as far as they are parts of the program.
pub fn parts(visit: size::Visit) -> Vec<String> {
    let first = size::visit(&built().root, size::START).unwrap();
    let all = size::visit(&built().root, visit).unwrap().into_iter().map(|file| file.path);
    all.filter(|path| path.ends_with(".wasm") && first.iter().all(|file| file.path != *path)).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
