//! The native tests as Windows programs, run by [Wine](https://www.winehq.org): `cargo xtask test --target x86_64-pc-windows-gnu`.

use crate::Result;
use crate::command::{cargo, program, run, which, workspace};
use std::fs;
use std::path::{Path, PathBuf};

/// The only target that a machine without Windows can link.
pub const TARGET: &str = "x86_64-pc-windows-gnu";

const COMPILER: &str = "x86_64-w64-mingw32-gcc";

/// `ProcessPrng` is the random source of Rust’s standard library on Windows. Wine has it from version 9 on; older ones get it
/// by way of what it replaced.
const SHIM: &str = "\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
";

/// Builds and runs them.
pub fn test() -> Result {
    let wine = wine().ok_or("there is no Wine; Debian: apt-get install --no-install-recommends wine wine64")?;
    if which(COMPILER).is_none() {
        return Err(format!("there is no {COMPILER}; Debian: apt-get install gcc-mingw-w64-x86-64-win32"));
    }
    if which("rustup").is_some() {
        run(program("rustup").args(["target", "add", TARGET]))?;
    }
    let prefix = workspace().join("target").join("wine");
    prepare(&wine, &prefix)?;
    let mut tests = cargo(["test", "--package", "wincompat", "--target", TARGET, "--no-fail-fast"]);
    tests.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &wine);
    // Line numbers would double what is linked, and Wine’s own words are about itself.
    tests.env("CARGO_PROFILE_DEV_DEBUG", "0").env("WINEPREFIX", &prefix).env("WINEDEBUG", "-all");
    // The root of the machine is drive Z: there.
    tests.env("INSTA_UPDATE", "no").env("INSTA_WORKSPACE_ROOT", in_wine(workspace()));
    run(&mut tests)
}

/// Debian keeps the program for 64 bits beside the path.
fn wine() -> Option<PathBuf> {
    let beside = Path::new("/usr/lib/wine/wine64");
    which("wine64").or_else(|| beside.is_file().then(|| beside.to_owned())).or_else(|| which("wine"))
}

fn in_wine(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

/// Makes the folder in which Wine keeps its Windows, with what the tests need of it.
fn prepare(wine: &Path, prefix: &Path) -> Result {
    fs::create_dir_all(prefix).map_err(|error| format!("cannot make {}: {error}", prefix.display()))?;
    let mut start = program(wine);
    run(start.args(["cmd", "/c", "ver"]).env("WINEPREFIX", prefix).env("WINEDEBUG", "-all"))?;
    // The Windows that the tests of --host this and collect expect to find.
    for (name, kind, value) in
        [("CurrentBuild", "REG_SZ", "20348"), ("UBR", "REG_DWORD", "2700"), ("InstallationType", "REG_SZ", "Server")]
    {
        let key = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";
        let mut set = program(wine);
        set.args(["reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f"]);
        run(set.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all"))?;
    }
    let library = prefix.join("drive_c").join("windows").join("system32").join("bcryptprimitives.dll");
    if library.exists() {
        return Ok(());
    }
    let source = prefix.join("shim.c");
    fs::write(&source, SHIM).map_err(|error| format!("can’t write {}: {error}", source.display()))?;
    run(program(COMPILER).arg("-shared").arg("-o").arg(&library).arg(&source).arg("-ladvapi32"))
}

#[cfg(test)]
mod tests {
    use super::in_wine;
    use std::path::Path;

    #[test]
    fn wine_sees_the_machine_as_drive_z() {
        assert_eq!(in_wine(Path::new("/home/ann/wincompat")), r"Z:\home\ann\wincompat");
    }
}
