//! Writes the sample plans, and tables of customers to try imports with.
//!
//!     cargo run --example samples -- public/samples
//!     cargo run --example samples -- customers 5000 1 [--language fa|en] > customers.csv
//!     cargo run --example samples -- plan 10000 1 > large.qalamro

use std::error::Error;
use std::io::Write;
use std::path::Path;

use qalamro::locale::Language;
use qalamro::sample::{SAMPLES, customers_csv, market_of, plan_bytes};

const USAGE: &str = "usage: samples FOLDER | samples customers ROWS SEED [--language fa|en] | samples plan ROWS SEED";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["customers", rows, seed] => write_customers(rows, seed, "fa"),
        ["customers", rows, seed, "--language", language] => write_customers(rows, seed, language),
        ["plan", rows, seed] => write_plan(rows, seed),
        [folder] if !folder.starts_with('-') => write_samples(Path::new(folder)),
        _ => Err(USAGE.into()),
    }
}

fn write_samples(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for sample in SAMPLES {
        let (path, bytes) = (folder.join(sample.file_name()), sample.bytes()?);
        std::fs::write(&path, &bytes)?;
        eprintln!("{}: {} bytes", path.display(), bytes.len());
    }
    Ok(())
}

fn write_plan(rows: &str, seed: &str) -> Result<(), Box<dyn Error>> {
    let rows: usize = rows.parse().map_err(|_| format!("ROWS is not a count: {rows}. {USAGE}"))?;
    let seed: u64 = seed.parse().map_err(|_| format!("SEED is not a whole number: {seed}. {USAGE}"))?;
    Ok(std::io::stdout().lock().write_all(&plan_bytes(Language::Persian, rows, seed)?)?)
}

fn write_customers(rows: &str, seed: &str, language: &str) -> Result<(), Box<dyn Error>> {
    let rows: usize = rows.parse().map_err(|_| format!("ROWS is not a count: {rows}. {USAGE}"))?;
    let seed: u64 = seed.parse().map_err(|_| format!("SEED is not a whole number: {seed}. {USAGE}"))?;
    let table = customers_csv(market_of(Language::of_tag(language)), rows, seed)?;
    Ok(std::io::stdout().lock().write_all(&table)?)
}
