//! Mounts the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    qalamro::ui::panic::set_hook();
    qalamro::ui::mount();
}

/// The app runs in a browser alone; natively this program only exists so that one command checks everything.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Qalamro runs in a browser: use `make start`.");
}
