//! The file as clean text: UTF-8, without a byte order mark, every line ended by one LF.
//!
//! Every source is copied once into an anonymous temporary file (gone when closed), so that what
//! was checked and hashed is exactly what is read later, whatever happens to the file meanwhile,
//! and so that each later step sees one kind of text. Memory stays flat.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding};
use sha2::{Digest, Sha256};

use super::encoding::{self, CHUNK};
use super::error::FileError;
use crate::accounts::secrets;

/// A copied file.
pub(super) struct Spool {
    /// The clean text.
    pub(super) text: File,
    /// SHA-256 of the source's bytes, 64 hexadecimal digits.
    pub(super) sha256: String,
    /// The source's length.
    pub(super) byte_count: u64,
    /// How the source was read, such as `windows-1252` or `xlsx`.
    pub(super) encoding: String,
}

/// Copies the text file at `path`; `named` is the encoding a profile insists on.
pub(super) fn text_file(path: &Path, named: Option<&str>) -> Result<Spool, FileError> {
    let encoding = match named {
        Some(name) => encoding::by_name(name)?,
        None => encoding::sniff(open(path)?)?,
    };
    let mut source = Hashed::new(open(path)?);
    let mut writer = CleanWriter::new()?;
    decode(&mut source, encoding, &mut writer)?;
    let (sha256, byte_count) = source.finish()?;
    Ok(Spool {
        text: writer.finish()?,
        sha256,
        byte_count,
        encoding: encoding.name().to_lowercase(),
    })
}

/// Opens the source.
pub(super) fn open(path: &Path) -> Result<File, FileError> {
    File::open(path).map_err(|cause| FileError::system("opened", &cause))
}

/// An anonymous temporary file.
pub(super) fn temporary() -> Result<File, FileError> {
    tempfile::tempfile().map_err(|cause| FileError::new(format!("No temporary file can be made: {cause}.")))
}

/// The error when the temporary file cannot be written, as on a full disk.
pub(super) fn not_written(cause: &std::io::Error) -> FileError {
    FileError::new(format!(
        "The temporary copy of the file cannot be written: {cause}."
    ))
}

/// Puts `text` back to its beginning.
pub(super) fn rewind(text: &mut File) -> Result<(), FileError> {
    text.seek(SeekFrom::Start(0))
        .map_err(|cause| FileError::system("read", &cause))?;
    Ok(())
}

fn decode(
    source: &mut impl Read,
    encoding: &'static Encoding,
    writer: &mut CleanWriter,
) -> Result<(), FileError> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut chunk = vec![0; CHUNK];
    loop {
        let filled = encoding::fill(source, &mut chunk)?;
        let is_last = filled < chunk.len();
        decode_chunk(&mut decoder, &chunk[..filled], is_last, writer)?;
        if is_last {
            return Ok(());
        }
    }
}

fn decode_chunk(
    decoder: &mut Decoder,
    mut bytes: &[u8],
    is_last: bool,
    writer: &mut CleanWriter,
) -> Result<(), FileError> {
    let mut text = vec![0; CHUNK];
    loop {
        let (result, read, written, had_errors) = decoder.decode_to_utf8(bytes, &mut text, is_last);
        if had_errors {
            let line = writer.line;
            let name = decoder.encoding().name();
            return Err(FileError::new(format!(
                "Line {line} or soon after holds bytes that are not {name} text."
            )));
        }
        writer.write(&text[..written])?;
        bytes = &bytes[read..];
        if result == CoderResult::InputEmpty {
            return Ok(());
        }
    }
}

/// Reads a source and hashes what it reads.
pub(super) struct Hashed {
    source: File,
    hasher: Sha256,
    byte_count: u64,
}

impl Hashed {
    pub(super) fn new(source: File) -> Self {
        Self {
            source,
            hasher: Sha256::new(),
            byte_count: 0,
        }
    }

    /// The hash and length, after reading what is left.
    pub(super) fn finish(mut self) -> Result<(String, u64), FileError> {
        std::io::copy(&mut self, &mut std::io::sink()).map_err(|cause| FileError::system("read", &cause))?;
        Ok((secrets::hex(&self.hasher.finalize()), self.byte_count))
    }
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        self.byte_count += count as u64;
        Ok(count)
    }
}

/// Writes text with every CR, LF and CRLF turned into LF, and a last line that ends.
struct CleanWriter {
    out: BufWriter<File>,
    clean: Vec<u8>,
    line: u64,
    last: u8,
}

impl CleanWriter {
    fn new() -> Result<Self, FileError> {
        Ok(Self {
            out: BufWriter::new(temporary()?),
            clean: Vec::with_capacity(CHUNK),
            line: 1,
            last: b'\n',
        })
    }

    fn write(&mut self, text: &[u8]) -> Result<(), FileError> {
        self.clean.clear();
        for &byte in text {
            self.push(byte)?;
        }
        self.out
            .write_all(&self.clean)
            .map_err(|cause| not_written(&cause))
    }

    fn push(&mut self, byte: u8) -> Result<(), FileError> {
        match byte {
            0 => {
                return Err(FileError::new(
                    "The file is not text: it holds zero bytes. Save it as CSV (UTF-8) or XLSX.",
                ));
            }
            b'\n' if self.last == b'\r' => {}
            b'\n' | b'\r' => {
                self.line += 1;
                self.clean.push(b'\n');
            }
            _ => self.clean.push(byte),
        }
        self.last = byte;
        Ok(())
    }

    fn finish(mut self) -> Result<File, FileError> {
        if !matches!(self.last, b'\n' | b'\r') {
            self.write(b"\n")?;
        }
        let mut text = self
            .out
            .into_inner()
            .map_err(|cause| not_written(cause.error()))?;
        rewind(&mut text)?;
        Ok(text)
    }
}
