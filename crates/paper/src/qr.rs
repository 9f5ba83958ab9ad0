//! Digits as a QR code.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::Qr;

/// Empty modules around the code, as ISO/IEC 18004 asks.
const QUIET: usize = 4;

/// The same in characters, for a terminal: each stands for two modules, one above the other, dark on light.
pub(crate) fn blocks(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else { return String::new() };
    // Terminals are dark: what is printed is light.
    let mut drawn = code.render::<qrcode::render::unicode::Dense1x2>();
    drawn
        .dark_color(qrcode::render::unicode::Dense1x2::Light)
        .light_color(qrcode::render::unicode::Dense1x2::Dark)
        .build()
}

/// Draws digits or a short text; paper gets creased and stained, so that a quarter of the code may be unreadable.
pub(crate) fn draw(digits: &str) -> Qr {
    let Ok(code) = QrCode::with_error_correction_level(digits, EcLevel::Q) else {
        return Qr { size: 0, path: String::new() };
    };
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, modules) in (QUIET..).zip(colors.chunks(width)) {
        for (column, _) in (QUIET..).zip(modules).filter(|(_, color)| **color == Color::Dark) {
            let _ = write!(path, "M{column} {row}h1v1h-1z");
        }
    }
    Qr { size: width + 2 * QUIET, path }
}
