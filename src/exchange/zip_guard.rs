//! Looks at the archive of a spreadsheet before anything unpacks it: first at what its directory declares,
//! then, within the same limits, at what really comes out.

use std::io::{Cursor, Read};

use super::FileError;
use super::limits::{ARCHIVE_ENTRY_LIMIT, PACKING_RATIO_LIMIT, UNPACKED_LIMIT_BYTES};

/// Small entries may be packed tightly without harm (a sheet of blank cells); below this size, in bytes, the
/// ratio of a single entry is not looked at.
const RATIO_MATTERS_FROM_BYTES: u64 = 64 * 1024;

/// Refuses an archive that is damaged, or that would unpack to more than is read.
///
/// # Errors
/// Which limit it breaks.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileError> {
    let damaged = |error: zip::result::ZipError| FileError::DamagedSpreadsheet { detail: error.to_string() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    check_declared(&mut archive, bytes.len() as u64)?;

    let mut buffer = vec![0u8; 64 * 1024];
    let mut unpacked_in_all = 0u64;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(damaged)?;
        let declared = entry.size();
        let mut unpacked = 0u64;
        loop {
            let count = entry.read(&mut buffer).map_err(|error| FileError::DamagedSpreadsheet { detail: error.to_string() })?;
            if count == 0 {
                break;
            }
            unpacked += count as u64;
            if unpacked > declared {
                return Err(FileError::DishonestArchive);
            }
        }
        unpacked_in_all += unpacked;
        if unpacked != declared {
            return Err(FileError::DishonestArchive);
        }
        if unpacked_in_all > UNPACKED_LIMIT_BYTES {
            return Err(FileError::UnpacksTooLarge { bytes: unpacked_in_all, limit_bytes: UNPACKED_LIMIT_BYTES });
        }
    }
    Ok(())
}

fn check_declared(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, file_bytes: u64) -> Result<(), FileError> {
    if archive.len() > ARCHIVE_ENTRY_LIMIT {
        return Err(FileError::TooManyEntries { entries: archive.len() as u64, limit: ARCHIVE_ENTRY_LIMIT as u64 });
    }
    let mut declared_in_all = 0u64;
    let mut highest_ratio = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| FileError::DamagedSpreadsheet { detail: error.to_string() })?;
        if entry.encrypted() {
            return Err(FileError::OldOrLockedSpreadsheet);
        }
        declared_in_all = declared_in_all.saturating_add(entry.size());
        if entry.size() > RATIO_MATTERS_FROM_BYTES {
            highest_ratio = highest_ratio.max(entry.size() / entry.compressed_size().max(1));
        }
    }
    if declared_in_all > UNPACKED_LIMIT_BYTES {
        return Err(FileError::UnpacksTooLarge { bytes: declared_in_all, limit_bytes: UNPACKED_LIMIT_BYTES });
    }
    let ratio = highest_ratio.max(if declared_in_all > RATIO_MATTERS_FROM_BYTES { declared_in_all / file_bytes.max(1) } else { 0 });
    if ratio > PACKING_RATIO_LIMIT {
        return Err(FileError::PackedTooTightly { ratio, limit: PACKING_RATIO_LIMIT });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;

    fn archive(entries: usize, bytes_each: usize) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let zeros = vec![0u8; 1 << 20];
        for index in 0..entries {
            writer.start_file(format!("{index}.xml"), zip::write::SimpleFileOptions::default()).unwrap();
            let mut left = bytes_each;
            while left > 0 {
                let count = left.min(zeros.len());
                writer.write_all(&zeros[..count]).unwrap();
                left -= count;
            }
        }
        writer.finish().unwrap().into_inner()
    }

    /// Overwrites the uncompressed size wherever the archive declares it.
    fn declaring(mut bytes: Vec<u8>, true_size: u32, declared: u32) -> Vec<u8> {
        let pattern = true_size.to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == pattern {
                bytes[at..at + 4].copy_from_slice(&declared.to_le_bytes());
            }
        }
        bytes
    }

    #[test]
    fn a_bomb_is_refused_by_its_directory() {
        let bomb = archive(1, 512 << 20);
        assert!(bomb.len() < 700_000, "{}", bomb.len());
        assert_eq!(check(&bomb), Err(FileError::UnpacksTooLarge { bytes: 512 << 20, limit_bytes: UNPACKED_LIMIT_BYTES }));
        assert!(matches!(check(&archive(1, 20 << 20)), Err(FileError::PackedTooTightly { .. })));
        assert!(matches!(check(&archive(201, 1)), Err(FileError::TooManyEntries { entries: 201, .. })));
        assert_eq!(check(&archive(200, 1)), Ok(()));
    }

    #[test]
    fn a_bomb_that_lies_about_its_size_is_refused() {
        let size = 300 << 20;
        let liar = declaring(archive(1, size), size as u32, 50_000);
        assert!(matches!(check(&liar), Err(FileError::DishonestArchive | FileError::DamagedSpreadsheet { .. })));
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        assert!(matches!(check(b"PK\x03\x04 and then nothing"), Err(FileError::DamagedSpreadsheet { .. })));
    }

    proptest! {
        #[test]
        fn a_damaged_archive_never_panics(at in 0usize..400, byte in any::<u8>()) {
            let mut bytes = archive(2, 100);
            let length = bytes.len();
            bytes[at % length] = byte;
            let _ = check(&bytes);
        }
    }
}
