//! The identity of this build, which page and workers compare before they talk.

/// The identity of this build; `dev` when nobody named one (environment variable `QALAMRO_BUILD` while compiling).
pub const BUILD_ID: &str = match option_env!("QALAMRO_BUILD") {
    Some(build) => build,
    None => "dev",
};
