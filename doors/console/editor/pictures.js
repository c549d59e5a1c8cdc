// Pictures of a text: those that the document has, and those that go with the form when it is saved.
const endings = { "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp" };
const own = "picture:";

export class Pictures {
  // `at`: where the files of the document are, if it has any; `names`: of its pictures.
  constructor(form, { at = "", names = [] }) {
    Object.assign(this, { form, at, there: names, taken: new Map() });
  }

  names() {
    return [...this.there, ...this.taken.keys()];
  }

  async take(file) {
    const number = this.names().length + 1;
    let name = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}$/.test(file.name) ? file.name : `${number}.${endings[file.type]}`;
    while (this.names().includes(name)) name = `${Date.now().toString(36)}-${name}`;
    this.taken.set(name, await as_address(file));
    const input = document.createElement("input");
    Object.assign(input, { type: "file", name: "file", hidden: true });
    const files = new DataTransfer();
    files.items.add(new File([file], name, { type: file.type }));
    input.files = files.files;
    this.form.append(input);
    return name;
  }

  address_of(source) {
    if (!source.startsWith(own)) return source;
    const name = source.slice(own.length);
    return this.taken.get(name) ?? (this.there.includes(name) ? `${this.at}/files/${encodeURIComponent(name)}` : "");
  }
}

function as_address(file) {
  return new Promise((resolve, reject) => {
    const reading = new FileReader();
    reading.onload = () => resolve(reading.result);
    reading.onerror = () => reject(reading.error);
    reading.readAsDataURL(file);
  });
}

// A picture in the editor, under the address where it is now.
export function picture_view(pictures, words) {
  return (node) => {
    const element = document.createElement("img");
    const address = pictures.address_of(node.attrs.src);
    element.alt = node.attrs.alt;
    element.className = node.attrs.alt ? "" : "without-words";
    if (!node.attrs.alt) element.title = words["picture.no_alt"];
    if (address) element.src = address;
    return { dom: element };
  };
}
