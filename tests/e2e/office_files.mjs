// Files as an officer has them, made for a journey: a Word file and an OFD file that hide nothing.
function crc_of(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

// An archive whose members are stored as they are.
function archive(members) {
  const bodies = [], heads = [];
  let at = 0;
  for (const [name, text] of Object.entries(members)) {
    const bytes = Buffer.from(text), path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(0x58210000, 6);
    common.writeUInt32LE(crc_of(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, bytes]);
    heads.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, rest, path]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(heads.length, 8);
  end.writeUInt16LE(heads.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const xml = (text) => `<?xml version="1.0" encoding="UTF-8"?>${text}`;

// `blocks`: a paragraph each, or rows of cells.
export function docx(blocks) {
  const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const row = (cells) => `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join("")}</w:tr>`;
  const body = blocks.map((block) => (Array.isArray(block) ? `<w:tbl>${block.map(row).join("")}</w:tbl>` : paragraph(block))).join("");
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return archive({
    "[Content_Types].xml": xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}.main+xml"/></Types>`,
    ),
    "_rels/.rels": xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": xml(`<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`),
  });
}

// A page of A4 with a red line under its first line of words.
export function ofd(lines) {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const line = (text, place) =>
    `<ofd:TextObject ID="${10 + place}" Boundary="20 ${20 + place * 14} 170 10" Font="2" Size="6"><ofd:TextCode X="0" Y="6" DeltaX="g ${text.length - 1} 6">${text}</ofd:TextCode></ofd:TextObject>`;
  const rule = `<ofd:PathObject ID="99" Boundary="20 31 170 1" LineWidth="0.5"><ofd:StrokeColor Value="200 0 0"/><ofd:AbbreviatedData>M 0 0 L 170 0</ofd:AbbreviatedData></ofd:PathObject>`;
  return archive({
    "OFD.xml": xml(`<ofd:OFD ${space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`),
    "Doc_0/Document.xml": xml(
      `<ofd:Document ${space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    ),
    "Doc_0/PublicRes.xml": xml(`<ofd:Res ${space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="仿宋"/></ofd:Fonts></ofd:Res>`),
    "Doc_0/Pages/Page_0/Content.xml": xml(`<ofd:Page ${space}><ofd:Content><ofd:Layer ID="3">${lines.map(line).join("")}${rule}</ofd:Layer></ofd:Content></ofd:Page>`),
  });
}
