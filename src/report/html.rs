//! Sheets as one file of HTML that holds all it needs: its own style, drawings within, no script, nothing asked from
//! elsewhere. Whatever a user typed is escaped. It is made for paper (A4) and reads on a screen as well.

use std::fmt::Write;

use super::{Block, Cell, Sheet};
use crate::locale::Language;
use crate::locale::markup::escaped;
use crate::locale::words::sheet as words;

/// The file's style. Logical properties mirror it by direction.
const STYLE: &str = "\
@page{size:A4;margin:14mm}\
*{box-sizing:border-box}\
body{margin:0 auto;max-width:190mm;padding:8mm;background:#fff;color:#1b2227;font:10.5pt/1.5 Vazirmatn,Tahoma,'Segoe UI',sans-serif;font-variant-numeric:tabular-nums}\
h1{font-size:17pt;margin:0}h2{font-size:12pt;margin:6mm 0 2mm}p{margin:0 0 2mm}.lead,footer{color:#56636b}\
section{break-after:page}section:last-of-type{break-after:auto}\
section+section{border-block-start:1px solid #e1e5e7;margin-block-start:10mm;padding-block-start:10mm}\
figure{margin:4mm 0;break-inside:avoid}figure svg{max-width:100%;height:auto;display:block}\
table{border-collapse:collapse;width:100%}caption.hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}\
caption{text-align:start;font-weight:600;padding-block:2mm 1mm}\
th,td{text-align:start;padding:1mm 2mm;border-block-end:1px solid #e1e5e7;vertical-align:baseline;font-weight:400}\
thead th{color:#56636b;font-size:9pt}thead{display:table-header-group}tr{break-inside:avoid}\
.signatures{display:flex;gap:10mm;margin-block-start:14mm;break-inside:avoid}.signatures p{flex:1;border-block-start:1px solid #56636b;padding-block-start:1mm;color:#56636b;font-size:9pt;margin:0}\
section:has(.signatures){font-size:9pt;line-height:1.35}section:has(.signatures) h1{font-size:15pt}section:has(.signatures) h2{font-size:10.5pt;margin:2mm 0 1mm}\
section:has(.signatures) table{break-inside:avoid}section:has(.signatures) :is(th,td){font-size:8.5pt;line-height:1.3;padding-block:.2mm}section:has(.signatures) p{margin-block-end:1mm}\
section:has(.signatures) figure{margin:1mm 0;break-after:avoid}section:has(.signatures) figure svg{max-height:38mm;margin:auto}\
.number{text-align:right;white-space:nowrap}.word{white-space:nowrap}h2{break-after:avoid}nav ul{columns:2;padding-inline-start:5mm}a{color:#0b6e6e}\
@media print{body{padding:0;max-width:none}section+section{border:0;margin:0;padding:0}nav{break-after:page}}";

/// The file.
pub fn page(title: &str, language: Language, sheets: &[Sheet]) -> String {
    let pictures: usize = sheets.iter().flat_map(|sheet| &sheet.blocks).map(size_of).sum();
    let mut html = String::with_capacity(pictures + 16_384);
    // Writing to a String cannot fail.
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        language.tag(),
        language.direction(),
        escaped(title)
    );
    if sheets.len() > 1 {
        let _ = write!(html, "<nav><h1>{}</h1><h2>{}</h2><ul>", escaped(title), words::CONTENTS.get(language));
        for (number, sheet) in sheets.iter().enumerate() {
            let _ = write!(html, "<li><a href=\"#sheet-{number}\"><bdi>{}</bdi></a></li>", escaped(&sheet.title));
        }
        html.push_str("</ul></nav>\n");
    }
    for (number, sheet) in sheets.iter().enumerate() {
        let _ = write!(html, "<section id=\"sheet-{number}\"><h1><bdi>{}</bdi></h1>", escaped(&sheet.title));
        for block in &sheet.blocks {
            put(&mut html, block);
        }
        html.push_str("</section>\n");
    }
    let _ = write!(html, "<footer><p>{}</p></footer>\n</body>\n</html>\n", words::MADE_WITH.get(language));
    html
}

fn size_of(block: &Block) -> usize {
    match block {
        Block::Picture { svg, .. } => svg.len(),
        Block::Table { rows, .. } => rows.len() * 256,
        _ => 128,
    }
}

fn put(html: &mut String, block: &Block) {
    // Writing to a String cannot fail.
    let _ = match block {
        Block::Lead(words) => write!(html, "<p class=\"lead\">{}</p>", escaped(words)),
        Block::Heading(words) => write!(html, "<h2>{}</h2>", escaped(words)),
        Block::Paragraph(words) => write!(html, "<p>{}</p>", escaped(words)),
        Block::Picture { svg, words } => write!(html, "<figure role=\"img\" aria-label=\"{}\">{svg}</figure>", escaped(words)),
        Block::Signatures(places) => {
            html.push_str("<div class=\"signatures\">");
            for place in places {
                let _ = write!(html, "<p>{}</p>", escaped(place));
            }
            html.push_str("</div>");
            Ok(())
        }
        Block::Table { caption, shows_caption, headings, rows } => {
            let class = if *shows_caption { "" } else { " class=\"hidden\"" };
            let _ = write!(html, "<table><caption{class}>{}</caption><thead><tr>", escaped(caption));
            for (heading, is_number) in headings {
                let class = if *is_number { " class=\"number\"" } else { "" };
                let _ = write!(html, "<th scope=\"col\"{class}>{}</th>", escaped(heading));
            }
            html.push_str("</tr></thead><tbody>");
            for row in rows {
                html.push_str("<tr>");
                for (column, cell) in row.iter().enumerate() {
                    let (open, close) = if column == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                    let _ = match cell {
                        Cell::Text(words) if column > 0 && cell.is_single_word() => {
                            write!(html, "<{open} class=\"word\"><bdi>{}</bdi></{close}>", escaped(words))
                        }
                        Cell::Text(words) => write!(html, "<{open}><bdi>{}</bdi></{close}>", escaped(words)),
                        Cell::Number(figure) => {
                            write!(html, "<{open} class=\"number\"><bdi dir=\"ltr\">{}</bdi></{close}>", escaped(figure))
                        }
                    };
                }
                html.push_str("</tr>");
            }
            html.push_str("</tbody></table>");
            Ok(())
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_never_markup_and_nothing_is_asked_from_elsewhere() {
        let evil = "<img src=x onerror=alert(1)> & \"quotes\"".to_owned();
        let sheet = Sheet {
            title: evil.clone(),
            blocks: vec![
                Block::Lead(evil.clone()),
                Block::Heading(evil.clone()),
                Block::Paragraph(evil.clone()),
                Block::Picture { svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".into(), words: evil.clone() },
                Block::Table {
                    caption: evil.clone(),
                    shows_caption: true,
                    headings: vec![(evil.clone(), false), (evil.clone(), true)],
                    rows: vec![vec![Cell::Text(evil.clone()), Cell::Number(evil.clone())]],
                },
            ],
        };
        let html = page(&evil, Language::Persian, &[sheet.clone(), sheet]);
        assert!(!html.contains("<img") && html.contains("&lt;img src=x"));
        assert!(!html.to_lowercase().contains("<script"));
        assert!(html.contains("lang=\"fa\" dir=\"rtl\"") && html.contains("default-src 'none'"));
        let addresses = html.matches("http").count();
        assert_eq!(addresses, html.matches("http://www.w3.org/2000/svg").count() + html.matches("http-equiv").count());
        assert!(!html.contains("url(") && !html.contains("src=\""));
        assert_eq!(html.matches("<section").count(), 2);
    }
}
