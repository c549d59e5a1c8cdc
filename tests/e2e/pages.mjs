// One of every kind of page and state that a reader can meet; laws about pages are checked on all of them.
export const notice = "/notices/2019-33";

export const pages = [
  { name: "the home page", address: "/" },
  { name: "the board", address: "/board", is_large: true },
  { name: "the board of one kind of unit", address: "/board?kind=subdistrict" },
  { name: "a board on which nothing is left", address: "/board?q=no-such-words" },
  { name: "the board of a day that is none", address: "/board?as_of=yesterday&kind=subdistrict" },
  { name: "the list of units", address: "/units" },
  { name: "a unit", address: "/units/1" },
  { name: "the list of notices", address: "/notices" },
  { name: "a notice", address: notice },
  { name: "a task of one row", address: `${notice}/tasks/1` },
  { name: "a task of several rows", address: `${notice}/tasks/18` },
  { name: "what the notice itself asks", address: `${notice}/tasks/36` },
  { name: "a page of the source", address: `${notice}/source?page=1` },
  { name: "a duty", address: "/duties/1" },
  { name: "the public log", address: "/log" },
  { name: "the accessibility statement", address: "/accessibility" },
  { name: "open data", address: "/open-data" },
  { name: "a page that is not there", address: "/nothing-here" },
];
