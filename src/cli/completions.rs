//! `wincompat completions` and `wincompat man`: what shells and `man` want to know of the command line, from its own description.

use clap::CommandFactory;

use super::Printed;

const NAME: &str = "wincompat";

/// The script of a shell.
pub(super) fn script<C: CommandFactory>(shell: clap_complete::Shell) -> Printed {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut C::command(), NAME, &mut script);
    Printed { text: String::from_utf8_lossy(&script).into_owned(), status: 0 }
}

/// The manual, one page with all commands.
pub(super) fn manual<C: CommandFactory>() -> Printed {
    let mut page = Vec::new();
    let mut command = C::command();
    command.build();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let man = clap_mangen::Man::new(sub.clone());
        let _ = man.render_synopsis_section(&mut page);
        let _ = man.render_description_section(&mut page);
        let _ = man.render_options_section(&mut page);
    }
    Printed { text: String::from_utf8_lossy(&page).into_owned(), status: 0 }
}
