"""Serves an exported folder by a web server that knows nothing of it and follows every link from its front page, as a browser would:
each has to answer, each place within a page has to be there, and nothing may lead to the console. Prints what it saw as JSON."""
import functools
import html.parser
import http.client
import http.server
import json
import os
import sys
import threading
import urllib.parse

folder = sys.argv[1]


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the client's word that its head has come

    def log_message(self, *_):
        pass


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.forms = [], set(), 0

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.links += [said[name] for name in ("href", "src", "action") if said.get(name)]
        self.forms += tag == "form"
        if said.get("id"):
            self.ids.add(said["id"])

    handle_startendtag = handle_starttag


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
threading.Thread(target=server.serve_forever, daemon=True).start()
connection = http.client.HTTPConnection("127.0.0.1", server.server_port)


def get(path):
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Content-Type", ""), answer.read()


seen, ids, waiting, dead, strange, wanted, forms = {}, {}, ["/index.html", "/404.html"], [], [], [], 0
while waiting:
    path = waiting.pop()
    if path in seen:
        continue
    status, kind, body = get(path)
    seen[path] = status
    if status != 200 or not (kind.startswith("text/html") or path.endswith((".atom", ".xml"))):
        continue
    page = Page()
    page.feed(body.decode("utf-8"))
    ids[path] = page.ids
    forms += page.forms
    if path.endswith(".xml"):
        page.links += [part.split("<")[0] for part in body.decode("utf-8").split("<loc>")[1:]]
    for link in page.links:
        if link.startswith(("https://", "http://", "mailto:", "tel:", "data:")):
            continue
        whole = urllib.parse.urlsplit(urllib.parse.urljoin("http://host" + path, link))
        if whole.path.startswith(("/console", "/display")) or whole.query:
            strange.append([path, link])
        wanted.append((path, whole.path, urllib.parse.unquote(whole.fragment)))
        waiting.append(whole.path)
for source, path, fragment in wanted:
    if seen.get(path) != 200:
        dead.append([source, path, seen.get(path)])
    elif fragment and fragment not in ids.get(path, {fragment}):
        dead.append([source, path + "#" + fragment, "no such place"])
on_disk = sum(len(files) for _, _, files in os.walk(folder))
print(json.dumps({"seen": len(seen), "on_disk": on_disk, "links": len(wanted), "forms": forms,
                  "dead": [list(map(str, one)) for one in dead[:20]], "strange": strange[:20]}))
