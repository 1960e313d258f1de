//! A bar that shows how far a long command has come: on a terminal only, and on standard error, so that what is printed can
//! be piped on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How a bar looks: its title, the bar, rows done and to do, and the time that is left.
const LOOK: &str = "{msg}  {bar:30}  {human_pos} of {human_len} rows, {eta} left";

/// A bar with a title. Where nobody watches it draws nothing.
pub(super) fn bar(title: &str) -> ProgressBar {
    let target = if super::output::is_watched() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(0), target).with_message(title.to_owned());
    match ProgressStyle::with_template(LOOK) {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}
