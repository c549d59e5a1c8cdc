(()=>{function _(n){this.content=n}_.prototype={constructor:_,find:function(n){for(var e=0;e<this.content.length;e+=2)if(this.content[e]===n)return e;return-1},get:function(n){
var e=this.find(n);return e==-1?void 0:this.content[e+1]},update:function(n,e,t){var r=t&&t!=n?this.remove(t):this,i=r.find(n),o=r.content.slice();return i==-1?
o.push(t||n,e):(o[i+1]=e,t&&(o[i]=t)),new _(o)},remove:function(n){var e=this.find(n);if(e==-1)return this;var t=this.content.slice();return t.splice(e,2),new _(
t)},addToStart:function(n,e){return new _([n,e].concat(this.remove(n).content))},addToEnd:function(n,e){var t=this.remove(n).content.slice();return t.push(n,e),
new _(t)},addBefore:function(n,e,t){var r=this.remove(e),i=r.content.slice(),o=r.find(n);return i.splice(o==-1?i.length:o,0,e,t),new _(i)},forEach:function(n){for(var e=0;e<
this.content.length;e+=2)n(this.content[e],this.content[e+1])},prepend:function(n){return n=_.from(n),n.size?new _(n.content.concat(this.subtract(n).content)):this},
append:function(n){return n=_.from(n),n.size?new _(this.subtract(n).content.concat(n.content)):this},subtract:function(n){var e=this;n=_.from(n);for(var t=0;t<n.
content.length;t+=2)e=e.remove(n.content[t]);return e},toObject:function(){var n={};return this.forEach(function(e,t){n[e]=t}),n},get size(){return this.content.
length>>1}};_.from=function(n){if(n instanceof _)return n;var e=[];if(n)for(var t in n)e.push(t,n[t]);return new _(e)};var Un=_;function wi(n,e,t){for(let r=0;;r++){if(r==n.childCount||r==e.childCount)return n.childCount==e.childCount?null:t;let i=n.child(r),o=e.child(r);if(i==o){t+=i.nodeSize;
continue}if(!i.sameMarkup(o))return t;if(i.isText&&i.text!=o.text){let s=i.text,l=o.text,a=0;for(;s[a]==l[a];a++)t++;return a&&a<s.length&&a<l.length&&Oi(s.charCodeAt(
a-1))&&Mi(s.charCodeAt(a))&&t--,t}if(i.content.size||o.content.size){let s=wi(i.content,o.content,t+1);if(s!=null)return s}t+=i.nodeSize}}function Ci(n,e,t,r){for(let i=n.
childCount,o=e.childCount;;){if(i==0||o==0)return i==o?null:{a:t,b:r};let s=n.child(--i),l=e.child(--o),a=s.nodeSize;if(s==l){t-=a,r-=a;continue}if(!s.sameMarkup(
l))return{a:t,b:r};if(s.isText&&s.text!=l.text){let c=s.text,f=l.text,h=c.length,u=f.length;for(;h>0&&u>0&&c[h-1]==f[u-1];)h--,u--,t--,r--;return h&&u&&h<c.length&&
Oi(c.charCodeAt(h-1))&&Mi(c.charCodeAt(h))&&(t++,r++),{a:t,b:r}}if(s.content.size||l.content.size){let c=Ci(s.content,l.content,t-1,r-1);if(c)return c}t-=a,r-=a}}
function Mi(n){return n>=56320&&n<57344}function Oi(n){return n>=55296&&n<56320}var y=class n{constructor(e,t){if(this.content=e,this.size=t||0,t==null)for(let r=0;r<
e.length;r++)this.size+=e[r].nodeSize}nodesBetween(e,t,r,i=0,o){for(let s=0,l=0;l<t;s++){let a=this.content[s],c=l+a.nodeSize;if(c>e&&r(a,i+l,o||null,s)!==!1&&a.
content.size){let f=l+1;a.nodesBetween(Math.max(0,e-f),Math.min(a.content.size,t-f),r,i+f)}l=c}}descendants(e){this.nodesBetween(0,this.size,e)}textBetween(e,t,r,i){
let o="",s=!0;return this.nodesBetween(e,t,(l,a)=>{let c=l.isText?l.text.slice(Math.max(e,a)-a,t-a):l.isLeaf?i?typeof i=="function"?i(l):i:l.type.spec.leafText?
l.type.spec.leafText(l):"":"";l.isBlock&&(l.isLeaf&&c||l.isTextblock)&&r&&(s?s=!1:o+=r),o+=c},0),o}append(e){if(!e.size)return this;if(!this.size)return e;let t=this.
lastChild,r=e.firstChild,i=this.content.slice(),o=0;for(t.isText&&t.sameMarkup(r)&&(i[i.length-1]=t.withText(t.text+r.text),o=1);o<e.content.length;o++)i.push(e.
content[o]);return new n(i,this.size+e.size)}cut(e,t=this.size){if(e==0&&t==this.size)return this;let r=[],i=0;if(t>e)for(let o=0,s=0;s<t;o++){let l=this.content[o],
a=s+l.nodeSize;a>e&&((s<e||a>t)&&(l.isText?l=l.cut(Math.max(0,e-s),Math.min(l.text.length,t-s)):l=l.cut(Math.max(0,e-s-1),Math.min(l.content.size,t-s-1))),r.push(
l),i+=l.nodeSize),s=a}return new n(r,i)}cutByIndex(e,t){return e==t?n.empty:e==0&&t==this.content.length?this:new n(this.content.slice(e,t))}replaceChild(e,t){let r=this.
content[e];if(r==t)return this;let i=this.content.slice(),o=this.size+t.nodeSize-r.nodeSize;return i[e]=t,new n(i,o)}addToStart(e){return new n([e].concat(this.
content),this.size+e.nodeSize)}addToEnd(e){return new n(this.content.concat(e),this.size+e.nodeSize)}eq(e){if(this.content.length!=e.content.length)return!1;for(let t=0;t<
this.content.length;t++)if(!this.content[t].eq(e.content[t]))return!1;return!0}get firstChild(){return this.content.length?this.content[0]:null}get lastChild(){
return this.content.length?this.content[this.content.length-1]:null}get childCount(){return this.content.length}child(e){let t=this.content[e];if(!t)throw new RangeError(
"Index "+e+" out of range for "+this);return t}maybeChild(e){return this.content[e]||null}forEach(e){for(let t=0,r=0;t<this.content.length;t++){let i=this.content[t];
e(i,r,t),r+=i.nodeSize}}findDiffStart(e,t=0){return wi(this,e,t)}findDiffEnd(e,t=this.size,r=e.size){return Ci(this,e,t,r)}findIndex(e){if(e==0)return Qt(0,e);if(e==
this.size)return Qt(this.content.length,e);if(e>this.size||e<0)throw new RangeError(`Position ${e} outside of fragment (${this})`);for(let t=0,r=0;;t++){let i=this.
child(t),o=r+i.nodeSize;if(o>=e)return o==e?Qt(t+1,o):Qt(t,r);r=o}}toString(){return"<"+this.toStringInner()+">"}toStringInner(){return this.content.join(", ")}toJSON(){
return this.content.length?this.content.map(e=>e.toJSON()):null}static fromJSON(e,t){if(!t)return n.empty;if(!Array.isArray(t))throw new RangeError("Invalid inp\
ut for Fragment.fromJSON");return n.fromArray(t.map(e.nodeFromJSON))}static fromArray(e){if(!e.length)return n.empty;let t,r=0;for(let i=0;i<e.length;i++){let o=e[i];
r+=o.nodeSize,i&&o.isText&&e[i-1].sameMarkup(o)?(t||(t=e.slice(0,i)),t[t.length-1]=o.withText(t[t.length-1].text+o.text)):t&&t.push(o)}return new n(t||e,r)}static from(e){
if(!e)return n.empty;if(e instanceof n)return e;if(Array.isArray(e))return this.fromArray(e);if(e.attrs)return new n([e],e.nodeSize);throw new RangeError("Can n\
ot convert "+e+" to a Fragment"+(e.nodesBetween?" (looks like multiple versions of prosemirror-model were loaded)":""))}};y.empty=new y([],0);var Gn={index:0,offset:0};
function Qt(n,e){return Gn.index=n,Gn.offset=e,Gn}function nn(n,e){if(n===e)return!0;if(!(n&&typeof n=="object")||!(e&&typeof e=="object"))return!1;let t=Array.
isArray(n);if(Array.isArray(e)!=t)return!1;if(t){if(n.length!=e.length)return!1;for(let r=0;r<n.length;r++)if(!nn(n[r],e[r]))return!1}else{for(let r in n)if(!(r in
e)||!nn(n[r],e[r]))return!1;for(let r in e)if(!(r in n))return!1}return!0}var M=class n{constructor(e,t){this.type=e,this.attrs=t}addToSet(e){let t,r=!1;for(let i=0;i<
e.length;i++){let o=e[i];if(this.eq(o))return e;if(this.type.excludes(o.type))t||(t=e.slice(0,i));else{if(o.type.excludes(this.type))return e;!r&&o.type.rank>this.
type.rank&&(t||(t=e.slice(0,i)),t.push(this),r=!0),t&&t.push(o)}}return t||(t=e.slice()),r||t.push(this),t}removeFromSet(e){for(let t=0;t<e.length;t++)if(this.eq(
e[t]))return e.slice(0,t).concat(e.slice(t+1));return e}isInSet(e){for(let t=0;t<e.length;t++)if(this.eq(e[t]))return!0;return!1}eq(e){return this==e||this.type==
e.type&&nn(this.attrs,e.attrs)}toJSON(){let e={type:this.type.name};for(let t in this.attrs){e.attrs=this.attrs;break}return e}static fromJSON(e,t){if(!t)throw new RangeError(
"Invalid input for Mark.fromJSON");let r=e.marks[t.type];if(!r)throw new RangeError(`There is no mark type ${t.type} in this schema`);return r.create(t.attrs)}static sameSet(e,t){
if(e==t)return!0;if(e.length!=t.length)return!1;for(let r=0;r<e.length;r++)if(!e[r].eq(t[r]))return!1;return!0}static setFrom(e){if(!e||Array.isArray(e)&&e.length==
0)return n.none;if(e instanceof n)return[e];let t=e.slice();return t.sort((r,i)=>r.type.rank-i.type.rank),t}};M.none=[];var Oe=class extends Error{},b=class n{constructor(e,t,r){
this.content=e,this.openStart=t,this.openEnd=r}get size(){return this.content.size-this.openStart-this.openEnd}insertAt(e,t){let r=Di(this.content,e+this.openStart,
t,this.openStart+1,this.openEnd+1);return r&&new n(r,this.openStart,this.openEnd)}removeBetween(e,t){return new n(Ni(this.content,e+this.openStart,t+this.openStart),
this.openStart,this.openEnd)}eq(e){return this.content.eq(e.content)&&this.openStart==e.openStart&&this.openEnd==e.openEnd}toString(){return this.content+"("+this.
openStart+","+this.openEnd+")"}toJSON(){if(!this.content.size)return null;let e={content:this.content.toJSON()};return this.openStart>0&&(e.openStart=this.openStart),
this.openEnd>0&&(e.openEnd=this.openEnd),e}static fromJSON(e,t){if(!t)return n.empty;let r=t.openStart||0,i=t.openEnd||0;if(typeof r!="number"||typeof i!="numbe\
r")throw new RangeError("Invalid input for Slice.fromJSON");return new n(y.fromJSON(e,t.content),r,i)}static maxOpen(e,t=!0){let r=0,i=0;for(let o=e.firstChild;o&&
!o.isLeaf&&(t||!o.type.spec.isolating);o=o.firstChild)r++;for(let o=e.lastChild;o&&!o.isLeaf&&(t||!o.type.spec.isolating);o=o.lastChild)i++;return new n(e,r,i)}};
b.empty=new b(y.empty,0,0);function Ni(n,e,t){let{index:r,offset:i}=n.findIndex(e),o=n.maybeChild(r),{index:s,offset:l}=n.findIndex(t);if(i==e||o.isText){if(l!=
t&&!n.child(s).isText)throw new RangeError("Removing non-flat range");return n.cut(0,e).append(n.cut(t))}if(r!=s)throw new RangeError("Removing non-flat range");
return n.replaceChild(r,o.copy(Ni(o.content,e-i-1,t-i-1)))}function Di(n,e,t,r,i,o){let{index:s,offset:l}=n.findIndex(e),a=n.maybeChild(s);if(l==e||a.isText)return o&&
r<=0&&i<=0&&!o.canReplace(s,s,t)?null:n.cut(0,e).append(t).append(n.cut(e));let c=Di(a.content,e-l-1,t,s==0?r-1:0,s==n.childCount-1?i-1:0,a);return c&&n.replaceChild(
s,a.copy(c))}function vl(n,e,t){if(t.openStart>n.depth)throw new Oe("Inserted content deeper than insertion position");if(n.depth-t.openStart!=e.depth-t.openEnd)
throw new Oe("Inconsistent open depths");return Ai(n,e,t,0)}function Ai(n,e,t,r){let i=n.index(r),o=n.node(r);if(i==e.index(r)&&r<n.depth-t.openStart){let s=Ai(
n,e,t,r+1);return o.copy(o.content.replaceChild(i,s))}else if(t.content.size)if(!t.openStart&&!t.openEnd&&n.depth==r&&e.depth==r){let s=n.parent,l=s.content;return Ve(
s,l.cut(0,n.parentOffset).append(t.content).append(l.cut(e.parentOffset)))}else{let{start:s,end:l}=zl(t,n);return Ve(o,Ti(n,s,l,e,r))}else return Ve(o,rn(n,e,r))}
function Ei(n,e){if(!e.type.compatibleContent(n.type))throw new Oe("Cannot join "+e.type.name+" onto "+n.type.name)}function Xn(n,e,t){let r=n.node(t);return Ei(
r,e.node(t)),r}function Le(n,e){let t=e.length-1;t>=0&&n.isText&&n.sameMarkup(e[t])?e[t]=n.withText(e[t].text+n.text):e.push(n)}function Mt(n,e,t,r){let i=(e||n).
node(t),o=0,s=e?e.index(t):i.childCount;n&&(o=n.index(t),n.depth>t?o++:n.textOffset&&(Le(n.nodeAfter,r),o++));for(let l=o;l<s;l++)Le(i.child(l),r);e&&e.depth==t&&
e.textOffset&&Le(e.nodeBefore,r)}function Ve(n,e){if(!n.type.validContent(e))throw new Oe("Invalid content for node "+n.type.name);return n.copy(e)}function Ti(n,e,t,r,i){
let o=n.depth>i&&Xn(n,e,i+1),s=r.depth>i&&Xn(t,r,i+1),l=[];return Mt(null,n,i,l),o&&s&&e.index(i)==t.index(i)?(Ei(o,s),Le(Ve(o,Ti(n,e,t,r,i+1)),l)):(o&&Le(Ve(o,
rn(n,e,i+1)),l),Mt(e,t,i,l),s&&Le(Ve(s,rn(t,r,i+1)),l)),Mt(r,null,i,l),new y(l)}function rn(n,e,t){let r=[];if(Mt(null,n,t,r),n.depth>t){let i=Xn(n,e,t+1);Le(Ve(
i,rn(n,e,t+1)),r)}return Mt(e,null,t,r),new y(r)}function zl(n,e){let t=e.depth-n.openStart,i=e.node(t).copy(n.content);for(let o=t-1;o>=0;o--)i=e.node(o).copy(
y.from(i));return{start:i.resolveNoCache(n.openStart+t),end:i.resolveNoCache(i.content.size-n.openEnd-t)}}var on=class n{constructor(e,t,r){this.pos=e,this.path=
t,this.parentOffset=r,this.depth=t.length/3-1}resolveDepth(e){return e==null?this.depth:e<0?this.depth+e:e}get parent(){return this.node(this.depth)}get doc(){return this.
node(0)}node(e){return this.path[this.resolveDepth(e)*3]}index(e){return this.path[this.resolveDepth(e)*3+1]}indexAfter(e){return e=this.resolveDepth(e),this.index(
e)+(e==this.depth&&!this.textOffset?0:1)}start(e){return e=this.resolveDepth(e),e==0?0:this.path[e*3-1]+1}end(e){return e=this.resolveDepth(e),this.start(e)+this.
node(e).content.size}before(e){if(e=this.resolveDepth(e),!e)throw new RangeError("There is no position before the top-level node");return e==this.depth+1?this.pos:
this.path[e*3-1]}after(e){if(e=this.resolveDepth(e),!e)throw new RangeError("There is no position after the top-level node");return e==this.depth+1?this.pos:this.
path[e*3-1]+this.path[e*3].nodeSize}get textOffset(){return this.pos-this.path[this.path.length-1]}get nodeAfter(){let e=this.parent,t=this.index(this.depth);if(t==
e.childCount)return null;let r=this.pos-this.path[this.path.length-1],i=e.child(t);return r?e.child(t).cut(r):i}get nodeBefore(){let e=this.index(this.depth),t=this.
pos-this.path[this.path.length-1];return t?this.parent.child(e).cut(0,t):e==0?null:this.parent.child(e-1)}posAtIndex(e,t){t=this.resolveDepth(t);let r=this.path[t*
3],i=t==0?0:this.path[t*3-1]+1;for(let o=0;o<e;o++)i+=r.child(o).nodeSize;return i}marks(){let e=this.parent,t=this.index();if(e.content.size==0)return M.none;if(this.
textOffset)return e.child(t).marks;let r=e.maybeChild(t-1),i=e.maybeChild(t);if(!r){let l=r;r=i,i=l}let o=r.marks;for(var s=0;s<o.length;s++)o[s].type.spec.inclusive===
!1&&(!i||!o[s].isInSet(i.marks))&&(o=o[s--].removeFromSet(o));return o}marksAcross(e){let t=this.parent.maybeChild(this.index());if(!t||!t.isInline)return null;
let r=t.marks,i=e.parent.maybeChild(e.index());for(var o=0;o<r.length;o++)r[o].type.spec.inclusive===!1&&(!i||!r[o].isInSet(i.marks))&&(r=r[o--].removeFromSet(r));
return r}sharedDepth(e){for(let t=this.depth;t>0;t--)if(this.start(t)<=e&&this.end(t)>=e)return t;return 0}blockRange(e=this,t){if(e.pos<this.pos)return e.blockRange(
this);for(let r=this.depth-(this.parent.inlineContent||this.pos==e.pos?1:0);r>=0;r--)if(e.pos<=this.end(r)&&(!t||t(this.node(r))))return new _e(this,e,r);return null}sameParent(e){
return this.pos-this.parentOffset==e.pos-e.parentOffset}max(e){return e.pos>this.pos?e:this}min(e){return e.pos<this.pos?e:this}toString(){let e="";for(let t=1;t<=
this.depth;t++)e+=(e?"/":"")+this.node(t).type.name+"_"+this.index(t-1);return e+":"+this.parentOffset}static resolve(e,t){if(!(t>=0&&t<=e.content.size))throw new RangeError(
"Position "+t+" out of range");let r=[],i=0,o=t;for(let s=e;;){let{index:l,offset:a}=s.content.findIndex(o),c=o-a;if(r.push(s,l,i+a),!c||(s=s.child(l),s.isText))
break;o=c-1,i+=a+1}return new n(t,r,o)}static resolveCached(e,t){let r=hi.get(e);if(r)for(let o=0;o<r.elts.length;o++){let s=r.elts[o];if(s.pos==t)return s}else
hi.set(e,r=new Yn);let i=r.elts[r.i]=n.resolve(e,t);return r.i=(r.i+1)%Bl,i}},Yn=class{constructor(){this.elts=[],this.i=0}},Bl=12,hi=new WeakMap,_e=class{constructor(e,t,r){
this.$from=e,this.$to=t,this.depth=r}get start(){return this.$from.before(this.depth+1)}get end(){return this.$to.after(this.depth+1)}get parent(){return this.$from.
node(this.depth)}get startIndex(){return this.$from.index(this.depth)}get endIndex(){return this.$to.indexAfter(this.depth)}},Pl=Object.create(null),ae=class n{constructor(e,t,r,i=M.
none){this.type=e,this.attrs=t,this.marks=i,this.content=r||y.empty}get children(){return this.content.content}get nodeSize(){return this.isLeaf?1:2+this.content.
size}get childCount(){return this.content.childCount}child(e){return this.content.child(e)}maybeChild(e){return this.content.maybeChild(e)}forEach(e){this.content.
forEach(e)}nodesBetween(e,t,r,i=0){this.content.nodesBetween(e,t,r,i,this)}descendants(e){this.nodesBetween(0,this.content.size,e)}get textContent(){return this.
isLeaf&&this.type.spec.leafText?this.type.spec.leafText(this):this.textBetween(0,this.content.size,"")}textBetween(e,t,r,i){return this.content.textBetween(e,t,
r,i)}get firstChild(){return this.content.firstChild}get lastChild(){return this.content.lastChild}eq(e){return this==e||this.sameMarkup(e)&&this.content.eq(e.content)}sameMarkup(e){
return this.hasMarkup(e.type,e.attrs,e.marks)}hasMarkup(e,t,r){return this.type==e&&nn(this.attrs,t||e.defaultAttrs||Pl)&&M.sameSet(this.marks,r||M.none)}copy(e=null){
return e==this.content?this:new n(this.type,this.attrs,e,this.marks)}mark(e){return e==this.marks?this:new n(this.type,this.attrs,this.content,e)}cut(e,t=this.content.
size){return e==0&&t==this.content.size?this:this.copy(this.content.cut(e,t))}slice(e,t=this.content.size,r=!1){if(e==t)return b.empty;let i=this.resolve(e),o=this.
resolve(t),s=r?0:i.sharedDepth(t),l=i.start(s),c=i.node(s).content.cut(i.pos-l,o.pos-l);return new b(c,i.depth-s,o.depth-s)}replace(e,t,r){return vl(this.resolve(
e),this.resolve(t),r)}nodeAt(e){for(let t=this;;){let{index:r,offset:i}=t.content.findIndex(e);if(t=t.maybeChild(r),!t)return null;if(i==e||t.isText)return t;e-=
i+1}}childAfter(e){let{index:t,offset:r}=this.content.findIndex(e);return{node:this.content.maybeChild(t),index:t,offset:r}}childBefore(e){if(e==0)return{node:null,
index:0,offset:0};let{index:t,offset:r}=this.content.findIndex(e);if(r<e)return{node:this.content.child(t),index:t,offset:r};let i=this.content.child(t-1);return{
node:i,index:t-1,offset:r-i.nodeSize}}resolve(e){return on.resolveCached(this,e)}resolveNoCache(e){return on.resolve(this,e)}rangeHasMark(e,t,r){let i=!1;return t>
e&&this.nodesBetween(e,t,o=>(r.isInSet(o.marks)&&(i=!0),!i)),i}get isBlock(){return this.type.isBlock}get isTextblock(){return this.type.isTextblock}get inlineContent(){
return this.type.inlineContent}get isInline(){return this.type.isInline}get isText(){return this.type.isText}get isLeaf(){return this.type.isLeaf}get isAtom(){return this.
type.isAtom}toString(){if(this.type.spec.toDebugString)return this.type.spec.toDebugString(this);let e=this.type.name;return this.content.size&&(e+="("+this.content.
toStringInner()+")"),Ri(this.marks,e)}contentMatchAt(e){let t=this.type.contentMatch.matchFragment(this.content,0,e);if(!t)throw new Error("Called contentMatchA\
t on a node with invalid content");return t}canReplace(e,t,r=y.empty,i=0,o=r.childCount){let s=this.contentMatchAt(e).matchFragment(r,i,o),l=s&&s.matchFragment(
this.content,t);if(!l||!l.validEnd)return!1;for(let a=i;a<o;a++)if(!this.type.allowsMarks(r.child(a).marks))return!1;return!0}canReplaceWith(e,t,r,i){if(i&&!this.
type.allowsMarks(i))return!1;let o=this.contentMatchAt(e).matchType(r),s=o&&o.matchFragment(this.content,t);return s?s.validEnd:!1}canAppend(e){return e.content.
size?this.canReplace(this.childCount,this.childCount,e.content):this.type.compatibleContent(e.type)}check(){this.type.checkContent(this.content),di(this.type.attrs,
this.attrs,"node",this.type.name);let e=M.none;for(let t=0;t<this.marks.length;t++){let r=this.marks[t];di(r.type.attrs,r.attrs,"mark",r.type.name),e=r.addToSet(
e)}if(!M.sameSet(e,this.marks))throw new RangeError(`Invalid collection of marks for node ${this.type.name}: ${this.marks.map(t=>t.type.name)}`);this.content.forEach(
t=>t.check())}toJSON(){let e={type:this.type.name};for(let t in this.attrs){e.attrs=this.attrs;break}return this.content.size&&(e.content=this.content.toJSON()),
this.marks.length&&(e.marks=this.marks.map(t=>t.toJSON())),e}static fromJSON(e,t){if(!t)throw new RangeError("Invalid input for Node.fromJSON");let r;if(t.marks){
if(!Array.isArray(t.marks))throw new RangeError("Invalid mark data for Node.fromJSON");r=t.marks.map(e.markFromJSON)}if(t.type=="text"){if(typeof t.text!="strin\
g")throw new RangeError("Invalid text node in JSON");return e.text(t.text,r)}let i=y.fromJSON(e,t.content);return e.nodeType(t.type).create(t.attrs,i,r)}};ae.prototype.
text=void 0;var ui=(()=>{let{stack:n}=new Error("/");if(!n||!/\n\s*at\s/.test(n))return t=>t;let e=Object.create(null);return t=>(e[t],t)})(),Zn=class n extends ae{constructor(e,t,r,i){
if(super(e,t,null,i),!r)throw new RangeError("Empty text nodes are not allowed");this.text=r}toString(){return this.type.spec.toDebugString?this.type.spec.toDebugString(
this):Ri(this.marks,JSON.stringify(this.text))}get textContent(){return this.text}textBetween(e,t){return ui(this.text.slice(e,t))}get nodeSize(){return this.text.
length}mark(e){return e==this.marks?this:new n(this.type,this.attrs,this.text,e)}withText(e){return e==this.text?this:new n(this.type,this.attrs,e,this.marks)}cut(e=0,t=this.
text.length){return e==0&&t==this.text.length?this:this.withText(ui(this.text.slice(e,t)))}eq(e){return this.sameMarkup(e)&&this.text==e.text}toJSON(){let e=super.
toJSON();return e.text=this.text,e}};function Ri(n,e){for(let t=n.length-1;t>=0;t--)e=n[t].type.name+"("+e+")";return e}function di(n,e,t,r){for(let i in e)if(!(i in
n))throw new RangeError(`Unsupported attribute ${i} for ${t} of type ${r}`);for(let i in n)n[i].validate&&n[i].validate(e[i])}var $e=class n{constructor(e){this.
validEnd=e,this.next=[],this.wrapCache=[]}static parse(e,t){let r=new Qn(e,t);if(r.next==null)return n.empty;let i=Ii(r);r.next&&r.err("Unexpected trailing text");
let o=Jl(Wl(i));return ql(o,r),o}matchType(e){for(let t=0;t<this.next.length;t++)if(this.next[t].type==e)return this.next[t].next;return null}matchFragment(e,t=0,r=e.
childCount){let i=this;for(let o=t;i&&o<r;o++)i=i.matchType(e.child(o).type);return i}get inlineContent(){return this.next.length!=0&&this.next[0].type.isInline}get defaultType(){
for(let e=0;e<this.next.length;e++){let{type:t}=this.next[e];if(!(t.isText||t.hasRequiredAttrs()))return t}return null}compatible(e){for(let t=0;t<this.next.length;t++)
for(let r=0;r<e.next.length;r++)if(this.next[t].type==e.next[r].type)return!0;return!1}fillBefore(e,t=!1,r=0){let i=[this];function o(s,l){let a=s.matchFragment(
e,r);if(a&&(!t||a.validEnd))return y.from(l.map(c=>c.createAndFill()));for(let c=0;c<s.next.length;c++){let{type:f,next:h}=s.next[c];if(!(f.isText||f.hasRequiredAttrs())&&
i.indexOf(h)==-1){i.push(h);let u=o(h,l.concat(f));if(u)return u}}return null}return o(this,[])}findWrapping(e){for(let r=0;r<this.wrapCache.length;r+=2)if(this.
wrapCache[r]==e)return this.wrapCache[r+1];let t=this.computeWrapping(e);return this.wrapCache.push(e,t),t}computeWrapping(e){let t=Object.create(null),r=[{match:this,
type:null,via:null}];for(;r.length;){let i=r.shift(),o=i.match;if(o.matchType(e)){let s=[];for(let l=i;l.type;l=l.via)s.push(l.type);return s.reverse()}for(let s=0;s<
o.next.length;s++){let{type:l,next:a}=o.next[s];!l.isLeaf&&!l.hasRequiredAttrs()&&!(l.name in t)&&(!i.type||a.validEnd)&&(r.push({match:l.contentMatch,type:l,via:i}),
t[l.name]=!0)}}return null}get edgeCount(){return this.next.length}edge(e){if(e>=this.next.length)throw new RangeError(`There's no ${e}th edge in this content m\
atch`);return this.next[e]}toString(){let e=[];function t(r){e.push(r);for(let i=0;i<r.next.length;i++)e.indexOf(r.next[i].next)==-1&&t(r.next[i].next)}return t(
this),e.map((r,i)=>{let o=i+(r.validEnd?"*":" ")+" ";for(let s=0;s<r.next.length;s++)o+=(s?", ":"")+r.next[s].type.name+"->"+e.indexOf(r.next[s].next);return o}).
join(`
`)}};$e.empty=new $e(!0);var Qn=class{constructor(e,t){this.string=e,this.nodeTypes=t,this.inline=null,this.pos=0,this.tokens=e.split(/\s*(?=\b|\W|$)/),this.tokens[this.
tokens.length-1]==""&&this.tokens.pop(),this.tokens[0]==""&&this.tokens.shift()}get next(){return this.tokens[this.pos]}eat(e){return this.next==e&&(this.pos++||
!0)}err(e){throw new SyntaxError(e+" (in content expression '"+this.string+"')")}};function Ii(n){let e=[];do e.push(Fl(n));while(n.eat("|"));return e.length==1?
e[0]:{type:"choice",exprs:e}}function Fl(n){let e=[];do e.push(Ll(n));while(n.next&&n.next!=")"&&n.next!="|");return e.length==1?e[0]:{type:"seq",exprs:e}}function Ll(n){
let e=$l(n);for(;;)if(n.eat("+"))e={type:"plus",expr:e};else if(n.eat("*"))e={type:"star",expr:e};else if(n.eat("?"))e={type:"opt",expr:e};else if(n.eat("{"))e=
Vl(n,e);else break;return e}function pi(n){/\D/.test(n.next)&&n.err("Expected number, got '"+n.next+"'");let e=Number(n.next);return n.pos++,e}function Vl(n,e){
let t=pi(n),r=t;return n.eat(",")&&(n.next!="}"?r=pi(n):r=-1),n.eat("}")||n.err("Unclosed braced range"),{type:"range",min:t,max:r,expr:e}}function _l(n,e){let t=n.
nodeTypes,r=t[e];if(r)return[r];let i=[];for(let o in t){let s=t[o];s.isInGroup(e)&&i.push(s)}return i.length==0&&n.err("No node type or group '"+e+"' found"),i}
function $l(n){if(n.eat("(")){let e=Ii(n);return n.eat(")")||n.err("Missing closing paren"),e}else if(/\W/.test(n.next))n.err("Unexpected token '"+n.next+"'");else{
let e=_l(n,n.next).map(t=>(n.inline==null?n.inline=t.isInline:n.inline!=t.isInline&&n.err("Mixing inline and block content"),{type:"name",value:t}));return n.pos++,
e.length==1?e[0]:{type:"choice",exprs:e}}}function Wl(n){let e=[[]];return i(o(n,0),t()),e;function t(){return e.push([])-1}function r(s,l,a){let c={term:a,to:l};
return e[s].push(c),c}function i(s,l){s.forEach(a=>a.to=l)}function o(s,l){if(s.type=="choice")return s.exprs.reduce((a,c)=>a.concat(o(c,l)),[]);if(s.type=="seq")
for(let a=0;;a++){let c=o(s.exprs[a],l);if(a==s.exprs.length-1)return c;i(c,l=t())}else if(s.type=="star"){let a=t();return r(l,a),i(o(s.expr,a),a),[r(a)]}else if(s.
type=="plus"){let a=t();return i(o(s.expr,l),a),i(o(s.expr,a),a),[r(a)]}else{if(s.type=="opt")return[r(l)].concat(o(s.expr,l));if(s.type=="range"){let a=l;for(let c=0;c<
s.min;c++){let f=t();i(o(s.expr,a),f),a=f}if(s.max==-1)i(o(s.expr,a),a);else for(let c=s.min;c<s.max;c++){let f=t();r(a,f),i(o(s.expr,a),f),a=f}return[r(a)]}else{
if(s.type=="name")return[r(l,void 0,s.value)];throw new Error("Unknown expr type")}}}}function vi(n,e){return e-n}function mi(n,e){let t=[];return r(e),t.sort(vi);
function r(i){let o=n[i];if(o.length==1&&!o[0].term)return r(o[0].to);t.push(i);for(let s=0;s<o.length;s++){let{term:l,to:a}=o[s];!l&&t.indexOf(a)==-1&&r(a)}}}function Jl(n){
let e=Object.create(null);return t(mi(n,0));function t(r){let i=[];r.forEach(s=>{n[s].forEach(({term:l,to:a})=>{if(!l)return;let c;for(let f=0;f<i.length;f++)i[f][0]==
l&&(c=i[f][1]);mi(n,a).forEach(f=>{c||i.push([l,c=[]]),c.indexOf(f)==-1&&c.push(f)})})});let o=e[r.join(",")]=new $e(r.indexOf(n.length-1)>-1);for(let s=0;s<i.length;s++){
let l=i[s][1].sort(vi);o.next.push({type:i[s][0],next:e[l.join(",")]||t(l)})}return o}}function ql(n,e){for(let t=0,r=[n];t<r.length;t++){let i=r[t],o=!i.validEnd,
s=[];for(let l=0;l<i.next.length;l++){let{type:a,next:c}=i.next[l];s.push(a.name),o&&!(a.isText||a.hasRequiredAttrs())&&(o=!1),r.indexOf(c)==-1&&r.push(c)}o&&e.
err("Only non-generatable nodes ("+s.join(", ")+") in a required position (see https://prosemirror.net/docs/guide/#generatable)")}}function zi(n){let e=Object.create(
null);for(let t in n){let r=n[t];if(!r.hasDefault)return null;e[t]=r.default}return e}function Bi(n,e){let t=Object.create(null);for(let r in n){let i=n[r],o=e&&
e[r];if(o===void 0)if(i.hasDefault)o=i.default;else throw new RangeError("No value supplied for attribute "+r);else i.validate&&i.validate(o);t[r]=o}return t}function Pi(n,e){
let t=Object.create(null);if(e)for(let r in e)t[r]=new er(n,r,e[r]);return t}var at=class n{constructor(e,t,r){this.name=e,this.schema=t,this.spec=r,this.markSet=
null,this.groups=r.group?r.group.split(" "):[],this.attrs=Pi(e,r.attrs),this.defaultAttrs=zi(this.attrs),this.contentMatch=null,this.inlineContent=null,this.isBlock=
!(r.inline||e=="text"),this.isText=e=="text"}get isInline(){return!this.isBlock}get isTextblock(){return this.isBlock&&this.inlineContent}get isLeaf(){return this.
contentMatch==$e.empty}get isAtom(){return this.isLeaf||!!this.spec.atom}isInGroup(e){return this.groups.indexOf(e)>-1}get whitespace(){return this.spec.whitespace||
(this.spec.code?"pre":"normal")}hasRequiredAttrs(){for(let e in this.attrs)if(this.attrs[e].isRequired)return!0;return!1}compatibleContent(e){return this==e||this.
contentMatch.compatible(e.contentMatch)}computeAttrs(e){return!e&&this.defaultAttrs?this.defaultAttrs:Bi(this.attrs,e)}create(e=null,t,r){if(this.isText)throw new Error(
"NodeType.create can't construct text nodes");return new ae(this,this.computeAttrs(e),y.from(t),M.setFrom(r))}createChecked(e=null,t,r){return t=y.from(t),this.
checkContent(t),new ae(this,this.computeAttrs(e),t,M.setFrom(r))}createAndFill(e=null,t,r){if(e=this.computeAttrs(e),t=y.from(t),t.size){let s=this.contentMatch.
fillBefore(t);if(!s)return null;t=s.append(t)}let i=this.contentMatch.matchFragment(t),o=i&&i.fillBefore(y.empty,!0);return o?new ae(this,e,t.append(o),M.setFrom(
r)):null}validContent(e){let t=this.contentMatch.matchFragment(e);if(!t||!t.validEnd)return!1;for(let r=0;r<e.childCount;r++)if(!this.allowsMarks(e.child(r).marks))
return!1;return!0}checkContent(e){if(!this.validContent(e))throw new RangeError(`Invalid content for node ${this.name}: ${e.toString().slice(0,50)}`)}checkAttrs(e){}allowsMarkType(e){
return this.markSet==null||this.markSet.indexOf(e)>-1}allowsMarks(e){if(this.markSet==null)return!0;for(let t=0;t<e.length;t++)if(!this.allowsMarkType(e[t].type))
return!1;return!0}allowedMarks(e){if(this.markSet==null)return e;let t;for(let r=0;r<e.length;r++)this.allowsMarkType(e[r].type)?t&&t.push(e[r]):t||(t=e.slice(0,
r));return t?t.length?t:M.none:e}static compile(e,t){let r=Object.create(null);e.forEach((o,s)=>r[o]=new n(o,t,s));let i=t.spec.topNode||"doc";if(!r[i])throw new RangeError(
"Schema is missing its top node type ('"+i+"')");if(!r.text)throw new RangeError("Every schema needs a 'text' type");for(let o in r.text.attrs)throw new RangeError(
"The text node type should not have attributes");return r}};function Hl(n,e,t){let r=t.split("|");return i=>{let o=i===null?"null":typeof i;if(r.indexOf(o)<0)throw new RangeError(
`Expected value of type ${r} for attribute ${e} on type ${n}, got ${o}`)}}var er=class{constructor(e,t,r){this.hasDefault=Object.prototype.hasOwnProperty.call(r,
"default"),this.default=r.default,this.validate=typeof r.validate=="string"?Hl(e,t,r.validate):r.validate}get isRequired(){return!this.hasDefault}},Nt=class n{constructor(e,t,r,i){
this.name=e,this.rank=t,this.schema=r,this.spec=i,this.attrs=Pi(e,i.attrs),this.excluded=null;let o=zi(this.attrs);this.instance=o?new M(this,o):null}create(e=null){
return!e&&this.instance?this.instance:new M(this,Bi(this.attrs,e))}static compile(e,t){let r=Object.create(null),i=0;return e.forEach((o,s)=>r[o]=new n(o,i++,t,
s)),r}removeFromSet(e){for(var t=0;t<e.length;t++)e[t].type==this&&(e=e.slice(0,t).concat(e.slice(t+1)),t--);return e}isInSet(e){for(let t=0;t<e.length;t++)if(e[t].
type==this)return e[t]}excludes(e){return this.excluded.indexOf(e)>-1}},sn=class{constructor(e){this.linebreakReplacement=null,this.cached=Object.create(null);let t=this.
spec={};for(let i in e)t[i]=e[i];t.nodes=Un.from(e.nodes),t.marks=Un.from(e.marks||{}),this.nodes=at.compile(this.spec.nodes,this),this.marks=Nt.compile(this.spec.
marks,this);let r=Object.create(null);for(let i in this.nodes){if(i in this.marks)throw new RangeError(i+" can not be both a node and a mark");let o=this.nodes[i],
s=o.spec.content||"",l=o.spec.marks;if(o.contentMatch=r[s]||(r[s]=$e.parse(s,this.nodes)),o.inlineContent=o.contentMatch.inlineContent,o.spec.linebreakReplacement){
if(this.linebreakReplacement)throw new RangeError("Multiple linebreak nodes defined");if(!o.isInline||!o.isLeaf)throw new RangeError("Linebreak replacement node\
s must be inline leaf nodes");this.linebreakReplacement=o}o.markSet=l=="_"?null:l?gi(this,l.split(" ")):l==""||!o.inlineContent?[]:null}for(let i in this.marks){
let o=this.marks[i],s=o.spec.excludes;o.excluded=s==null?[o]:s==""?[]:gi(this,s.split(" "))}this.nodeFromJSON=i=>ae.fromJSON(this,i),this.markFromJSON=i=>M.fromJSON(
this,i),this.topNodeType=this.nodes[this.spec.topNode||"doc"],this.cached.wrappings=Object.create(null)}node(e,t=null,r,i){if(typeof e=="string")e=this.nodeType(
e);else if(e instanceof at){if(e.schema!=this)throw new RangeError("Node type from different schema used ("+e.name+")")}else throw new RangeError("Invalid node \
type: "+e);return e.createChecked(t,r,i)}text(e,t){let r=this.nodes.text;return new Zn(r,r.defaultAttrs,e,M.setFrom(t))}mark(e,t){return typeof e=="string"&&(e=
this.marks[e]),e.create(t)}nodeType(e){let t=this.nodes[e];if(!t)throw new RangeError("Unknown node type: "+e);return t}};function gi(n,e){let t=[];for(let r=0;r<
e.length;r++){let i=e[r],o=n.marks[i],s=o;if(o)t.push(o);else for(let l in n.marks){let a=n.marks[l];(i=="_"||a.spec.group&&a.spec.group.split(" ").indexOf(i)>-1)&&
t.push(s=a)}if(!s)throw new SyntaxError("Unknown mark type: '"+e[r]+"'")}return t}function Kl(n){return n.tag!=null}function jl(n){return n.style!=null}var We=class n{constructor(e,t){
this.schema=e,this.rules=t,this.tags=[],this.styles=[];let r=this.matchedStyles=[];t.forEach(i=>{if(Kl(i))this.tags.push(i);else if(jl(i)){let o=/[^=]*/.exec(i.
style)[0];r.indexOf(o)<0&&r.push(o),this.styles.push(i)}}),this.normalizeLists=!this.tags.some(i=>{if(!/^(ul|ol)\b/.test(i.tag)||!i.node)return!1;let o=e.nodes[i.
node];return o.contentMatch.matchType(o)})}parse(e,t={}){let r=new ln(this,t,!1);return r.addAll(e,M.none,t.from,t.to),r.finish()}parseSlice(e,t={}){let r=new ln(
this,t,!0);return r.addAll(e,M.none,t.from,t.to),b.maxOpen(r.finish())}matchTag(e,t,r){for(let i=r?this.tags.indexOf(r)+1:0;i<this.tags.length;i++){let o=this.tags[i];
if(Xl(e,o.tag)&&(o.namespace===void 0||e.namespaceURI==o.namespace)&&(!o.context||t.matchesContext(o.context))){if(o.getAttrs){let s=o.getAttrs(e);if(s===!1)continue;
o.attrs=s||void 0}return o}}}matchStyle(e,t,r,i){for(let o=i?this.styles.indexOf(i)+1:0;o<this.styles.length;o++){let s=this.styles[o],l=s.style;if(!(l.indexOf(
e)!=0||s.context&&!r.matchesContext(s.context)||l.length>e.length&&(l.charCodeAt(e.length)!=61||l.slice(e.length+1)!=t))){if(s.getAttrs){let a=s.getAttrs(t);if(a===
!1)continue;s.attrs=a||void 0}return s}}}static schemaRules(e){let t=[];function r(i){let o=i.priority==null?50:i.priority,s=0;for(;s<t.length;s++){let l=t[s];if((l.
priority==null?50:l.priority)<o)break}t.splice(s,0,i)}for(let i in e.marks){let o=e.marks[i].spec.parseDOM;o&&o.forEach(s=>{r(s=bi(s)),s.mark||s.ignore||s.clearMark||
(s.mark=i)})}for(let i in e.nodes){let o=e.nodes[i].spec.parseDOM;o&&o.forEach(s=>{r(s=bi(s)),s.node||s.ignore||s.mark||(s.node=i)})}return t}static fromSchema(e){
return e.cached.domParser||(e.cached.domParser=new n(e,n.schemaRules(e)))}},Fi={address:!0,article:!0,aside:!0,blockquote:!0,body:!0,canvas:!0,dd:!0,div:!0,dl:!0,
fieldset:!0,figcaption:!0,figure:!0,footer:!0,form:!0,h1:!0,h2:!0,h3:!0,h4:!0,h5:!0,h6:!0,header:!0,hgroup:!0,hr:!0,li:!0,noscript:!0,ol:!0,output:!0,p:!0,pre:!0,
section:!0,table:!0,tfoot:!0,ul:!0},Ul={head:!0,noscript:!0,object:!0,script:!0,style:!0,title:!0},Li={ol:!0,ul:!0},Dt=1,tr=2,Ot=4;function yi(n,e,t){return e!=
null?(e?Dt:0)|(e==="full"?tr:0):n&&n.whitespace=="pre"?Dt|tr:t&~Ot}var lt=class{constructor(e,t,r,i,o,s){this.type=e,this.attrs=t,this.marks=r,this.solid=i,this.
options=s,this.content=[],this.activeMarks=M.none,this.match=o||(s&Ot?null:e.contentMatch)}findWrapping(e){if(!this.match){if(!this.type)return[];let t=this.type.
contentMatch.fillBefore(y.from(e));if(t)this.match=this.type.contentMatch.matchFragment(t);else{let r=this.type.contentMatch,i;return(i=r.findWrapping(e.type))?
(this.match=r,i):null}}return this.match.findWrapping(e.type)}finish(e){if(!(this.options&Dt)){let r=this.content[this.content.length-1],i;if(r&&r.isText&&(i=/[ \t\r\n\u000c]+$/.
exec(r.text))){let o=r;r.text.length==i[0].length?this.content.pop():this.content[this.content.length-1]=o.withText(o.text.slice(0,o.text.length-i[0].length))}}
let t=y.from(this.content);return!e&&this.match&&(t=t.append(this.match.fillBefore(y.empty,!0))),this.type?this.type.create(this.attrs,t,this.marks):t}inlineContext(e){
return this.type?this.type.inlineContent:this.content.length?this.content[0].isInline:e.parentNode&&!Fi.hasOwnProperty(e.parentNode.nodeName.toLowerCase())}},ln=class{constructor(e,t,r){
this.parser=e,this.options=t,this.isOpen=r,this.open=0,this.localPreserveWS=!1;let i=t.topNode,o,s=yi(null,t.preserveWhitespace,0)|(r?Ot:0);i?o=new lt(i.type,i.
attrs,M.none,!0,t.topMatch||i.type.contentMatch,s):r?o=new lt(null,null,M.none,!0,null,s):o=new lt(e.schema.topNodeType,null,M.none,!0,null,s),this.nodes=[o],this.
find=t.findPositions,this.needsBlock=!1}get top(){return this.nodes[this.open]}addDOM(e,t){e.nodeType==3?this.addTextNode(e,t):e.nodeType==1&&this.addElement(e,
t)}addTextNode(e,t){let r=e.nodeValue,i=this.top,o=i.options&tr?"full":this.localPreserveWS||(i.options&Dt)>0,{schema:s}=this.parser;if(o==="full"||i.inlineContext(
e)||/[^ \t\r\n\u000c]/.test(r)){if(o)if(o==="full")r=r.replace(/\r\n?/g,`
`);else if(s.linebreakReplacement&&/[\r\n]/.test(r)&&this.top.findWrapping(s.linebreakReplacement.create())){let l=r.split(/\r?\n|\r/);for(let a=0;a<l.length;a++)
a&&this.insertNode(s.linebreakReplacement.create(),t,!0),l[a]&&this.insertNode(s.text(l[a]),t,!/\S/.test(l[a]));r=""}else r=r.replace(/\r?\n|\r/g," ");else if(r=
r.replace(/[ \t\r\n\u000c]+/g," "),/^[ \t\r\n\u000c]/.test(r)&&this.open==this.nodes.length-1){let l=i.content[i.content.length-1],a=e.previousSibling;(!l||a&&a.
nodeName=="BR"||l.isText&&/[ \t\r\n\u000c]$/.test(l.text))&&(r=r.slice(1))}r&&this.insertNode(s.text(r),t,!/\S/.test(r)),this.findInText(e)}else this.findInside(
e)}addElement(e,t,r){let i=this.localPreserveWS,o=this.top;(e.tagName=="PRE"||/pre/.test(e.style&&e.style.whiteSpace))&&(this.localPreserveWS=!0);let s=e.nodeName.
toLowerCase(),l;Li.hasOwnProperty(s)&&this.parser.normalizeLists&&Gl(e);let a=this.options.ruleFromNode&&this.options.ruleFromNode(e)||(l=this.parser.matchTag(e,
this,r));e:if(a?a.ignore:Ul.hasOwnProperty(s))this.findInside(e),this.ignoreFallback(e,t);else if(!a||a.skip||a.closeParent){a&&a.closeParent?this.open=Math.max(
0,this.open-1):a&&a.skip.nodeType&&(e=a.skip);let c,f=this.needsBlock;if(Fi.hasOwnProperty(s))o.content.length&&o.content[0].isInline&&this.open&&(this.open--,o=
this.top),c=!0,o.type||(this.needsBlock=!0);else if(!e.firstChild){this.leafFallback(e,t);break e}let h=a&&a.skip?t:this.readStyles(e,t);h&&this.addAll(e,h),c&&
this.sync(o),this.needsBlock=f}else{let c=this.readStyles(e,t);c&&this.addElementByRule(e,a,c,a.consuming===!1?l:void 0)}this.localPreserveWS=i}leafFallback(e,t){
e.nodeName=="BR"&&this.top.type&&this.top.type.inlineContent&&this.addTextNode(e.ownerDocument.createTextNode(`
`),t)}ignoreFallback(e,t){e.nodeName=="BR"&&(!this.top.type||!this.top.type.inlineContent)&&this.findPlace(this.parser.schema.text("-"),t,!0)}readStyles(e,t){let r=e.
style;if(r&&r.length)for(let i=0;i<this.parser.matchedStyles.length;i++){let o=this.parser.matchedStyles[i],s=r.getPropertyValue(o);if(s)for(let l=void 0;;){let a=this.
parser.matchStyle(o,s,this,l);if(!a)break;if(a.ignore)return null;if(a.clearMark?t=t.filter(c=>!a.clearMark(c)):t=t.concat(this.parser.schema.marks[a.mark].create(
a.attrs)),a.consuming===!1)l=a;else break}}return t}addElementByRule(e,t,r,i){let o,s;if(t.node)if(s=this.parser.schema.nodes[t.node],s.isLeaf)this.insertNode(s.
create(t.attrs),r,e.nodeName=="BR")||this.leafFallback(e,r);else{let a=this.enter(s,t.attrs||null,r,t.preserveWhitespace);a&&(o=!0,r=a)}else{let a=this.parser.schema.
marks[t.mark];r=r.concat(a.create(t.attrs))}let l=this.top;if(s&&s.isLeaf)this.findInside(e);else if(i)this.addElement(e,r,i);else if(t.getContent)this.findInside(
e),t.getContent(e,this.parser.schema).forEach(a=>this.insertNode(a,r,!1));else{let a=e;typeof t.contentElement=="string"?a=e.querySelector(t.contentElement):typeof t.
contentElement=="function"?a=t.contentElement(e):t.contentElement&&(a=t.contentElement),this.findAround(e,a,!0),this.addAll(a,r),this.findAround(e,a,!1)}o&&this.
sync(l)&&this.open--}addAll(e,t,r,i){let o=r||0;for(let s=r?e.childNodes[r]:e.firstChild,l=i==null?null:e.childNodes[i];s!=l;s=s.nextSibling,++o)this.findAtPoint(
e,o),this.addDOM(s,t);this.findAtPoint(e,o)}findPlace(e,t,r){let i,o;for(let s=this.open,l=0;s>=0;s--){let a=this.nodes[s],c=a.findWrapping(e);if(c&&(!i||i.length>
c.length+l)&&(i=c,o=a,!c.length))break;if(a.solid){if(r)break;l+=2}}if(!i)return null;this.sync(o);for(let s=0;s<i.length;s++)t=this.enterInner(i[s],null,t,!1);
return t}insertNode(e,t,r){if(e.isInline&&this.needsBlock&&!this.top.type){let o=this.textblockFromContext();o&&(t=this.enterInner(o,null,t))}let i=this.findPlace(
e,t,r);if(i){this.closeExtra();let o=this.top;o.match&&(o.match=o.match.matchType(e.type));let s=M.none;for(let l of i.concat(e.marks))(o.type?o.type.allowsMarkType(
l.type):Si(l.type,e.type))&&(s=l.addToSet(s));return o.content.push(e.mark(s)),!0}return!1}enter(e,t,r,i){let o=this.findPlace(e.create(t),r,!1);return o&&(o=this.
enterInner(e,t,r,!0,i)),o}enterInner(e,t,r,i=!1,o){this.closeExtra();let s=this.top;s.match=s.match&&s.match.matchType(e);let l=yi(e,o,s.options);s.options&Ot&&
s.content.length==0&&(l|=Ot);let a=M.none;return r=r.filter(c=>(s.type?s.type.allowsMarkType(c.type):Si(c.type,e))?(a=c.addToSet(a),!1):!0),this.nodes.push(new lt(
e,t,a,i,null,l)),this.open++,r}closeExtra(e=!1){let t=this.nodes.length-1;if(t>this.open){for(;t>this.open;t--)this.nodes[t-1].content.push(this.nodes[t].finish(
e));this.nodes.length=this.open+1}}finish(){return this.open=0,this.closeExtra(this.isOpen),this.nodes[0].finish(!!(this.isOpen||this.options.topOpen))}sync(e){
for(let t=this.open;t>=0;t--){if(this.nodes[t]==e)return this.open=t,!0;this.localPreserveWS&&(this.nodes[t].options|=Dt)}return!1}get currentPos(){this.closeExtra();
let e=0;for(let t=this.open;t>=0;t--){let r=this.nodes[t].content;for(let i=r.length-1;i>=0;i--)e+=r[i].nodeSize;t&&e++}return e}findAtPoint(e,t){if(this.find)for(let r=0;r<
this.find.length;r++)this.find[r].node==e&&this.find[r].offset==t&&(this.find[r].pos=this.currentPos)}findInside(e){if(this.find)for(let t=0;t<this.find.length;t++)
this.find[t].pos==null&&e.nodeType==1&&e.contains(this.find[t].node)&&(this.find[t].pos=this.currentPos)}findAround(e,t,r){if(e!=t&&this.find)for(let i=0;i<this.
find.length;i++)this.find[i].pos==null&&e.nodeType==1&&e.contains(this.find[i].node)&&t.compareDocumentPosition(this.find[i].node)&(r?2:4)&&(this.find[i].pos=this.
currentPos)}findInText(e){if(this.find)for(let t=0;t<this.find.length;t++)this.find[t].node==e&&(this.find[t].pos=this.currentPos-(e.nodeValue.length-this.find[t].
offset))}matchesContext(e){if(e.indexOf("|")>-1)return e.split(/\s*\|\s*/).some(this.matchesContext,this);let t=e.split("/"),r=this.options.context,i=!this.isOpen&&
(!r||r.parent.type==this.nodes[0].type),o=-(r?r.depth+1:0)+(i?0:1),s=(l,a)=>{for(;l>=0;l--){let c=t[l];if(c==""){if(l==t.length-1||l==0)continue;for(;a>=o;a--)if(s(
l-1,a))return!0;return!1}else{let f=a>0||a==0&&i?this.nodes[a].type:r&&a>=o?r.node(a-o).type:null;if(!f||f.name!=c&&!f.isInGroup(c))return!1;a--}}return!0};return s(
t.length-1,this.open)}textblockFromContext(){let e=this.options.context;if(e)for(let t=e.depth;t>=0;t--){let r=e.node(t).contentMatchAt(e.indexAfter(t)).defaultType;
if(r&&r.isTextblock&&r.defaultAttrs)return r}for(let t in this.parser.schema.nodes){let r=this.parser.schema.nodes[t];if(r.isTextblock&&r.defaultAttrs)return r}}};
function Gl(n){for(let e=n.firstChild,t=null;e;e=e.nextSibling){let r=e.nodeType==1?e.nodeName.toLowerCase():null;r&&Li.hasOwnProperty(r)&&t?(t.appendChild(e),e=
t):r=="li"?t=e:r&&(t=null)}}function Xl(n,e){return(n.matches||n.msMatchesSelector||n.webkitMatchesSelector||n.mozMatchesSelector).call(n,e)}function bi(n){let e={};
for(let t in n)e[t]=n[t];return e}function Si(n,e){let t=e.schema.nodes;for(let r in t){let i=t[r];if(!i.allowsMarkType(n))continue;let o=[],s=l=>{o.push(l);for(let a=0;a<
l.edgeCount;a++){let{type:c,next:f}=l.edge(a);if(c==e||o.indexOf(f)<0&&s(f))return!0}};if(s(i.contentMatch))return!0}}var pe=class n{constructor(e,t){this.nodes=
e,this.marks=t}serializeFragment(e,t={},r){r||(r=en(t).createDocumentFragment());let i=r,o=[];return e.forEach(s=>{if(o.length||s.marks.length){let l=0,a=0;for(;l<
o.length&&a<s.marks.length;){let c=s.marks[a];if(!this.marks[c.type.name]){a++;continue}if(!c.eq(o[l][0])||c.type.spec.spanning===!1)break;l++,a++}for(;l<o.length;)
i=o.pop()[1];for(;a<s.marks.length;){let c=s.marks[a++],f=this.serializeMark(c,s.isInline,t);f&&(o.push([c,i]),i.appendChild(f.dom),i=f.contentDOM||f.dom)}}i.appendChild(
this.serializeNodeInner(s,t))}),r}serializeNodeInner(e,t){if(e.isText)return en(t).createTextNode(e.text);let{dom:r,contentDOM:i}=tn(en(t),this.nodes[e.type.name](
e),null,e.attrs);if(i){if(e.isLeaf)throw new RangeError("Content hole not allowed in a leaf node spec");this.serializeFragment(e.content,t,i)}return r}serializeNode(e,t={}){
let r=this.serializeNodeInner(e,t);for(let i=e.marks.length-1;i>=0;i--){let o=this.serializeMark(e.marks[i],e.isInline,t);o&&((o.contentDOM||o.dom).appendChild(
r),r=o.dom)}return r}serializeMark(e,t,r={}){let i=this.marks[e.type.name];return i&&tn(en(r),i(e,t),null,e.attrs)}static renderSpec(e,t,r=null,i){return typeof t==
"string"?{dom:e.createTextNode(t)}:tn(e,t,r,i)}static fromSchema(e){return e.cached.domSerializer||(e.cached.domSerializer=new n(this.nodesFromSchema(e),this.marksFromSchema(
e)))}static nodesFromSchema(e){let t=xi(e.nodes);return t.text||(t.text=r=>r.text),t}static marksFromSchema(e){return xi(e.marks)}};function xi(n){let e={};for(let t in n){
let r=n[t].spec.toDOM;r&&(e[t]=r)}return e}function en(n){return n.document||window.document}var ki=new WeakMap;function Yl(n){let e=ki.get(n);return e===void 0&&
ki.set(n,e=Zl(n)),e}function Zl(n){let e=null;function t(r){if(r&&typeof r=="object")if(Array.isArray(r))if(typeof r[0]=="string")e||(e=[]),e.push(r);else for(let i=0;i<
r.length;i++)t(r[i]);else for(let i in r)t(r[i])}return t(n),e}function tn(n,e,t,r){if(e.nodeType==1)return{dom:e};if(e.dom&&e.dom.nodeType==1)return e;let i=e[0],
o;if(typeof i!="string")throw new RangeError("Invalid array passed to renderSpec");if(r&&(o=Yl(r))&&o.indexOf(e)>-1)throw new RangeError("Using an array from an\
 attribute object as a DOM spec. This may be an attempted cross site scripting attack.");let s=i.indexOf(" ");s>0&&(t=i.slice(0,s),i=i.slice(s+1));let l,a=t?n.createElementNS(
t,i):n.createElement(i),c=e[1],f=1;if(c&&typeof c=="object"&&c.nodeType==null&&!Array.isArray(c)){f=2;for(let h in c)if(c[h]!=null){let u=h.indexOf(" ");u>0?a.setAttributeNS(
h.slice(0,u),h.slice(u+1),c[h]):h=="style"&&a.style?a.style.cssText=c[h]:a.setAttribute(h,c[h])}}for(let h=f;h<e.length;h++){let u=e[h];if(u===0){if(h<e.length-
1||h>f)throw new RangeError("Content hole must be the only child of its parent node");return{dom:a,contentDOM:a}}else if(typeof u=="string")a.appendChild(n.createTextNode(
u));else{let{dom:d,contentDOM:p}=tn(n,u,t,r);if(a.appendChild(d),p){if(l)throw new RangeError("Multiple content holes");l=p}}}return{dom:a,contentDOM:l}}var Ji=65535,qi=Math.pow(2,16);function Ql(n,e){return n+e*qi}function Vi(n){return n&Ji}function ea(n){return(n-(n&Ji))/qi}var Hi=1,Ki=2,an=4,ji=8,Tt=class{constructor(e,t,r){
this.pos=e,this.delInfo=t,this.recover=r}get deleted(){return(this.delInfo&ji)>0}get deletedBefore(){return(this.delInfo&(Hi|an))>0}get deletedAfter(){return(this.
delInfo&(Ki|an))>0}get deletedAcross(){return(this.delInfo&an)>0}},me=class n{constructor(e,t=!1){if(this.ranges=e,this.inverted=t,!e.length&&n.empty)return n.empty}recover(e){
let t=0,r=Vi(e);if(!this.inverted)for(let i=0;i<r;i++)t+=this.ranges[i*3+2]-this.ranges[i*3+1];return this.ranges[r*3]+t+ea(e)}mapResult(e,t=1){return this._map(
e,t,!1)}map(e,t=1){return this._map(e,t,!0)}_map(e,t,r){let i=0,o=this.inverted?2:1,s=this.inverted?1:2;for(let l=0;l<this.ranges.length;l+=3){let a=this.ranges[l]-
(this.inverted?i:0);if(a>e)break;let c=this.ranges[l+o],f=this.ranges[l+s],h=a+c;if(e<=h){let u=c?e==a?-1:e==h?1:t:t,d=a+i+(u<0?0:f);if(r)return d;let p=e==(t<0?
a:h)?null:Ql(l/3,e-a),m=0;return c&&(m|=e==a?Ki:e==h?Hi:an,(t<0?e!=a:e!=h)&&(m|=ji)),new Tt(d,m,p)}i+=f-c}return r?e+i:new Tt(e+i,0,null)}touches(e,t){let r=0,i=Vi(
t),o=this.inverted?2:1,s=this.inverted?1:2;for(let l=0;l<this.ranges.length;l+=3){let a=this.ranges[l]-(this.inverted?r:0);if(a>e)break;let c=this.ranges[l+o],f=a+
c;if(e<=f&&l==i*3)return!0;r+=this.ranges[l+s]-c}return!1}forEach(e){let t=this.inverted?2:1,r=this.inverted?1:2;for(let i=0,o=0;i<this.ranges.length;i+=3){let s=this.
ranges[i],l=s-(this.inverted?o:0),a=s+(this.inverted?0:o),c=this.ranges[i+t],f=this.ranges[i+r];e(l,l+c,a,a+f),o+=f-c}}invert(){return new n(this.ranges,!this.inverted)}toString(){
return(this.inverted?"-":"")+JSON.stringify(this.ranges)}static offset(e){return e==0?n.empty:new n(e<0?[0,-e,0]:[0,0,e])}};me.empty=new me([]);var Rt=class n{constructor(e,t,r=0,i=e?
e.length:0){this.mirror=t,this.from=r,this.to=i,this._maps=e||[],this.ownData=!(e||t)}get maps(){return this._maps}slice(e=0,t=this.maps.length){return new n(this.
_maps,this.mirror,e,t)}appendMap(e,t){this.ownData||(this._maps=this._maps.slice(),this.mirror=this.mirror&&this.mirror.slice(),this.ownData=!0),this.to=this._maps.
push(e),t!=null&&this.setMirror(this._maps.length-1,t)}appendMapping(e){for(let t=0,r=this._maps.length;t<e._maps.length;t++){let i=e.getMirror(t);this.appendMap(
e._maps[t],i!=null&&i<t?r+i:void 0)}}getMirror(e){if(this.mirror){for(let t=0;t<this.mirror.length;t++)if(this.mirror[t]==e)return this.mirror[t+(t%2?-1:1)]}}setMirror(e,t){
this.mirror||(this.mirror=[]),this.mirror.push(e,t)}appendMappingInverted(e){for(let t=e.maps.length-1,r=this._maps.length+e._maps.length;t>=0;t--){let i=e.getMirror(
t);this.appendMap(e._maps[t].invert(),i!=null&&i>t?r-i-1:void 0)}}invert(){let e=new n;return e.appendMappingInverted(this),e}map(e,t=1){if(this.mirror)return this.
_map(e,t,!0);for(let r=this.from;r<this.to;r++)e=this._maps[r].map(e,t);return e}mapResult(e,t=1){return this._map(e,t,!1)}_map(e,t,r){let i=0;for(let o=this.from;o<
this.to;o++){let s=this._maps[o],l=s.mapResult(e,t);if(l.recover!=null){let a=this.getMirror(o);if(a!=null&&a>o&&a<this.to){o=a,e=this._maps[a].recover(l.recover);
continue}}i|=l.delInfo,e=l.pos}return r?e:new Tt(e,i,null)}},nr=Object.create(null),R=class{getMap(){return me.empty}merge(e){return null}static fromJSON(e,t){if(!t||
!t.stepType)throw new RangeError("Invalid input for Step.fromJSON");let r=nr[t.stepType];if(!r)throw new RangeError(`No step type ${t.stepType} defined`);return r.
fromJSON(e,t)}static jsonID(e,t){if(e in nr)throw new RangeError("Duplicate use of step JSON ID "+e);return nr[e]=t,t.prototype.jsonID=e,t}},z=class n{constructor(e,t){
this.doc=e,this.failed=t}static ok(e){return new n(e,null)}static fail(e){return new n(null,e)}static fromReplace(e,t,r,i){try{return n.ok(e.replace(t,r,i))}catch(o){
if(o instanceof Oe)return n.fail(o.message);throw o}}};function sr(n,e,t){let r=[];for(let i=0;i<n.childCount;i++){let o=n.child(i);o.content.size&&(o=o.copy(sr(
o.content,e,o))),o.isInline&&(o=e(o,t,i)),r.push(o)}return y.fromArray(r)}var It=class n extends R{constructor(e,t,r){super(),this.from=e,this.to=t,this.mark=r}apply(e){
let t=e.slice(this.from,this.to),r=e.resolve(this.from),i=r.node(r.sharedDepth(this.to)),o=new b(sr(t.content,(s,l)=>!s.isAtom||!l.type.allowsMarkType(this.mark.
type)?s:s.mark(this.mark.addToSet(s.marks)),i),t.openStart,t.openEnd);return z.fromReplace(e,this.from,this.to,o)}invert(e){let t=[];return e.nodesBetween(this.
from,this.to,(r,i)=>{if(r.isInline&&r.isAtom){let o=this.mark.addToSet(r.marks);if(!M.sameSet(o,r.marks)){let s=Math.max(this.from,i),l=Math.min(this.to,i+r.nodeSize);
cn(ct,s,l,this.mark,t);for(let a of r.marks)a.isInSet(o)||cn(n,s,l,a,t)}}}),t.length==1?t[0]:new vt(t)}map(e){let t=e.map(this.from,1),r=e.map(this.to,-1);return t>=
r?null:new n(t,r,this.mark)}merge(e){return e instanceof n&&e.mark.eq(this.mark)&&this.from<=e.to&&this.to>=e.from?new n(Math.min(this.from,e.from),Math.max(this.
to,e.to),this.mark):null}toJSON(){return{stepType:"addMark",mark:this.mark.toJSON(),from:this.from,to:this.to}}static fromJSON(e,t){if(typeof t.from!="number"||
typeof t.to!="number")throw new RangeError("Invalid input for AddMarkStep.fromJSON");return new n(t.from,t.to,e.markFromJSON(t.mark))}};R.jsonID("addMark",It);var ct=class n extends R{constructor(e,t,r){
super(),this.from=e,this.to=t,this.mark=r}apply(e){let t=e.slice(this.from,this.to),r=new b(sr(t.content,i=>i.mark(this.mark.removeFromSet(i.marks)),e),t.openStart,
t.openEnd);return z.fromReplace(e,this.from,this.to,r)}invert(e){let t=[];return e.nodesBetween(this.from,this.to,(r,i)=>{r.isInline&&r.isAtom&&this.mark.isInSet(
r.marks)&&cn(It,Math.max(this.from,i),Math.min(this.to,i+r.nodeSize),this.mark,t)}),t.length==1?t[0]:new vt(t)}map(e){let t=e.map(this.from,1),r=e.map(this.to,-1);
return t>=r?null:new n(t,r,this.mark)}merge(e){return e instanceof n&&e.mark.eq(this.mark)&&this.from<=e.to&&this.to>=e.from?new n(Math.min(this.from,e.from),Math.
max(this.to,e.to),this.mark):null}toJSON(){return{stepType:"removeMark",mark:this.mark.toJSON(),from:this.from,to:this.to}}static fromJSON(e,t){if(typeof t.from!=
"number"||typeof t.to!="number")throw new RangeError("Invalid input for RemoveMarkStep.fromJSON");return new n(t.from,t.to,e.markFromJSON(t.mark))}};R.jsonID("r\
emoveMark",ct);function cn(n,e,t,r,i){let o=i.length?i[i.length-1]:null;o&&o instanceof n&&o.to==e&&o.mark.eq(r)?i[i.length-1]=new n(o.from,t,r):i.push(new n(e,
t,r))}var vt=class n extends R{constructor(e){super(),this.steps=e}apply(e){for(let t of this.steps){let r=t.apply(e);if(!r.doc)return r;e=r.doc}return new z(e,
null)}invert(e){return new n(this.steps.map(t=>t.invert(e)))}map(e){let t=[];for(let r of this.steps){let i=r.map(e);i&&t.push(i)}return t.length?new n(t):null}toJSON(){
return{stepType:"markSet",steps:this.steps.map(e=>e.toJSON())}}static fromJSON(e,t){if(!Array.isArray(t.steps)||!t.steps.every(r=>r.stepType=="addMark"||r.stepType==
"removeMark"))throw new RangeError("Invalid JSON for MarkSetStep");return new n(t.steps.map(r=>R.fromJSON(e,r)))}};R.jsonID("markSet",vt);var zt=class n extends R{constructor(e,t){
super(),this.pos=e,this.mark=t}apply(e){let t=e.nodeAt(this.pos);if(!t)return z.fail("No node at mark step's position");let r=t.type.create(t.attrs,null,this.mark.
addToSet(t.marks));return z.fromReplace(e,this.pos,this.pos+1,new b(y.from(r),0,t.isLeaf?0:1))}invert(e){let t=e.nodeAt(this.pos);if(t){let r=this.mark.addToSet(
t.marks);if(r.length==t.marks.length){for(let i=0;i<t.marks.length;i++)if(!t.marks[i].isInSet(r))return new n(this.pos,t.marks[i]);return new n(this.pos,this.mark)}}
return new ft(this.pos,this.mark)}map(e){let t=e.mapResult(this.pos,1);return t.deletedAfter?null:new n(t.pos,this.mark)}toJSON(){return{stepType:"addNodeMark",
pos:this.pos,mark:this.mark.toJSON()}}static fromJSON(e,t){if(typeof t.pos!="number")throw new RangeError("Invalid input for AddNodeMarkStep.fromJSON");return new n(
t.pos,e.markFromJSON(t.mark))}};R.jsonID("addNodeMark",zt);var ft=class n extends R{constructor(e,t){super(),this.pos=e,this.mark=t}apply(e){let t=e.nodeAt(this.
pos);if(!t)return z.fail("No node at mark step's position");let r=t.type.create(t.attrs,null,this.mark.removeFromSet(t.marks));return z.fromReplace(e,this.pos,this.
pos+1,new b(y.from(r),0,t.isLeaf?0:1))}invert(e){let t=e.nodeAt(this.pos);return!t||!this.mark.isInSet(t.marks)?this:new zt(this.pos,this.mark)}map(e){let t=e.mapResult(
this.pos,1);return t.deletedAfter?null:new n(t.pos,this.mark)}toJSON(){return{stepType:"removeNodeMark",pos:this.pos,mark:this.mark.toJSON()}}static fromJSON(e,t){
if(typeof t.pos!="number")throw new RangeError("Invalid input for RemoveNodeMarkStep.fromJSON");return new n(t.pos,e.markFromJSON(t.mark))}};R.jsonID("removeNod\
eMark",ft);var Z=class n extends R{constructor(e,t,r,i=!1){super(),this.from=e,this.to=t,this.slice=r,this.structure=i}apply(e){return this.structure&&ir(e,this.
from,this.to)?z.fail("Structure replace would overwrite content"):z.fromReplace(e,this.from,this.to,this.slice)}getMap(){return new me([this.from,this.to-this.from,
this.slice.size])}invert(e){return new n(this.from,this.from+this.slice.size,e.slice(this.from,this.to))}map(e){let t=e.mapResult(this.to,-1),r=this.from==this.
to&&n.MAP_BIAS<0?t:e.mapResult(this.from,1);return r.deletedAcross&&t.deletedAcross?null:new n(r.pos,Math.max(r.pos,t.pos),this.slice,this.structure)}merge(e){if(!(e instanceof
n)||e.structure||this.structure)return null;if(this.from+this.slice.size==e.from&&!this.slice.openEnd&&!e.slice.openStart){let t=this.slice.size+e.slice.size==0?
b.empty:new b(this.slice.content.append(e.slice.content),this.slice.openStart,e.slice.openEnd);return new n(this.from,this.to+(e.to-e.from),t,this.structure)}else if(e.
to==this.from&&!this.slice.openStart&&!e.slice.openEnd){let t=this.slice.size+e.slice.size==0?b.empty:new b(e.slice.content.append(this.slice.content),e.slice.openStart,
this.slice.openEnd);return new n(e.from,this.to,t,this.structure)}else return null}toJSON(){let e={stepType:"replace",from:this.from,to:this.to};return this.slice.
size&&(e.slice=this.slice.toJSON()),this.structure&&(e.structure=!0),e}static fromJSON(e,t){if(typeof t.from!="number"||typeof t.to!="number")throw new RangeError(
"Invalid input for ReplaceStep.fromJSON");return new n(t.from,t.to,b.fromJSON(e,t.slice),!!t.structure)}};Z.MAP_BIAS=1;R.jsonID("replace",Z);var B=class n extends R{constructor(e,t,r,i,o,s,l=!1){
super(),this.from=e,this.to=t,this.gapFrom=r,this.gapTo=i,this.slice=o,this.insert=s,this.structure=l}apply(e){if(this.structure&&(ir(e,this.from,this.gapFrom)||
ir(e,this.gapTo,this.to)))return z.fail("Structure gap-replace would overwrite content");let t=e.slice(this.gapFrom,this.gapTo);if(t.openStart||t.openEnd)return z.
fail("Gap is not a flat range");let r=this.slice.insertAt(this.insert,t.content);return r?z.fromReplace(e,this.from,this.to,r):z.fail("Content does not fit in g\
ap")}getMap(){return new me([this.from,this.gapFrom-this.from,this.insert,this.gapTo,this.to-this.gapTo,this.slice.size-this.insert])}invert(e){let t=this.gapTo-
this.gapFrom;return new n(this.from,this.from+this.slice.size+t,this.from+this.insert,this.from+this.insert+t,e.slice(this.from,this.to).removeBetween(this.gapFrom-
this.from,this.gapTo-this.from),this.gapFrom-this.from,this.structure)}map(e){let t=e.mapResult(this.from,1),r=e.mapResult(this.to,-1),i=this.from==this.gapFrom?
t.pos:e.map(this.gapFrom,-1),o=this.to==this.gapTo?r.pos:e.map(this.gapTo,1);return t.deletedAcross&&r.deletedAcross||i<t.pos||o>r.pos||i>o?null:new n(t.pos,r.pos,
i,o,this.slice,this.insert,this.structure)}toJSON(){let e={stepType:"replaceAround",from:this.from,to:this.to,gapFrom:this.gapFrom,gapTo:this.gapTo,insert:this.
insert};return this.slice.size&&(e.slice=this.slice.toJSON()),this.structure&&(e.structure=!0),e}static fromJSON(e,t){if(typeof t.from!="number"||typeof t.to!="\
number"||typeof t.gapFrom!="number"||typeof t.gapTo!="number"||typeof t.insert!="number")throw new RangeError("Invalid input for ReplaceAroundStep.fromJSON");return new n(
t.from,t.to,t.gapFrom,t.gapTo,b.fromJSON(e,t.slice),t.insert,!!t.structure)}};R.jsonID("replaceAround",B);function ir(n,e,t){let r=n.resolve(e),i=t-e,o=r.depth;
for(;i>0&&o>0&&r.indexAfter(o)==r.node(o).childCount;)o--,i--;if(i>0){let s=r.node(o).maybeChild(r.indexAfter(o));for(;i>0;){if(!s||s.isLeaf)return!0;s=s.firstChild,
i--}}return!1}function ta(n,e,t,r){let i=[];n.doc.nodesBetween(e,t,(o,s,l)=>{if(!o.isInline)return;let a=o.marks;if(!r.isInSet(a)&&l.type.allowsMarkType(r.type)){
let c=Math.max(s,e),f=Math.min(s+o.nodeSize,t);cn(It,c,f,r,i)}}),i.forEach(o=>n.step(o))}function na(n,e,t,r){let i=[],o=0;n.doc.nodesBetween(e,t,(s,l)=>{if(!s.
isInline||!s.isAtom)return;o++;let a=null;if(r instanceof Nt){let c=s.marks,f;for(;f=r.isInSet(c);)(a||(a=[])).push(f),c=f.removeFromSet(c)}else r?r.isInSet(s.marks)&&
(a=[r]):a=s.marks;if(a&&a.length){let c=Math.min(l+s.nodeSize,t);for(let f=0;f<a.length;f++){let h=a[f],u;for(let d=0;d<i.length;d++){let p=i[d];p.step==o-1&&h.
eq(i[d].style)&&(u=p)}u?(u.to=c,u.step=o):i.push({style:h,from:Math.max(l,e),to:c,step:o})}}}),i.forEach(s=>n.step(new ct(s.from,s.to,s.style)))}function lr(n,e,t,r=t.
contentMatch,i=!0){let o=n.doc.nodeAt(e),s=[],l=e+1;for(let a=0;a<o.childCount;a++){let c=o.child(a),f=l+c.nodeSize,h=r.matchType(c.type);if(!h)s.push(new Z(l,f,
b.empty));else{r=h;for(let u=0;u<c.marks.length;u++)t.allowsMarkType(c.marks[u].type)||n.step(new ct(l,f,c.marks[u]));if(i&&c.isText&&t.whitespace!="pre"){let u,
d=/\r?\n|\r/g,p;for(;u=d.exec(c.text);)p||(p=new b(y.from(t.schema.text(" ",t.allowedMarks(c.marks))),0,0)),s.push(new Z(l+u.index,l+u.index+u[0].length,p))}}l=
f}if(!r.validEnd){let a=r.fillBefore(y.empty,!0);n.replace(l,l,new b(a,0,0))}for(let a=s.length-1;a>=0;a--)n.step(s[a])}function ra(n,e,t){return(e==0||n.canReplace(
e,n.childCount))&&(t==n.childCount||n.canReplace(0,t))}function Je(n){let t=n.parent.content.cutByIndex(n.startIndex,n.endIndex);for(let r=n.depth,i=0,o=0;;--r){
let s=n.$from.node(r),l=n.$from.index(r)+i,a=n.$to.indexAfter(r)-o;if(r<n.depth&&s.canReplace(l,a,t))return r;if(r==0||s.type.spec.isolating||!ra(s,l,a))break;l&&
(i=1),a<s.childCount&&(o=1)}return null}function ia(n,e,t){let{$from:r,$to:i,depth:o}=e,s=r.before(o+1),l=i.after(o+1),a=s,c=l,f=y.empty,h=0;for(let p=o,m=!1;p>
t;p--)m||r.index(p)>0?(m=!0,f=y.from(r.node(p).copy(f)),h++):a--;let u=y.empty,d=0;for(let p=o,m=!1;p>t;p--)m||i.after(p+1)<i.end(p)?(m=!0,u=y.from(i.node(p).copy(
u)),d++):c++;n.step(new B(a,c,s,l,new b(f.append(u),h,d),f.size-h,!0))}function un(n,e,t=null,r=n){let i=oa(n,e),o=i&&sa(r,e);return o?i.map(_i).concat({type:e,
attrs:t}).concat(o.map(_i)):null}function _i(n){return{type:n,attrs:null}}function oa(n,e){let{parent:t,startIndex:r,endIndex:i}=n,o=t.contentMatchAt(r).findWrapping(
e);if(!o)return null;let s=o.length?o[0]:e;return t.canReplaceWith(r,i,s)?o:null}function sa(n,e){let{parent:t,startIndex:r,endIndex:i}=n,o=t.child(r),s=e.contentMatch.
findWrapping(o.type);if(!s)return null;let a=(s.length?s[s.length-1]:e).contentMatch;for(let c=r;a&&c<i;c++)a=a.matchType(t.child(c).type);return!a||!a.validEnd?
null:s}function la(n,e,t){let r=y.empty;for(let s=t.length-1;s>=0;s--){if(r.size){let l=t[s].type.contentMatch.matchFragment(r);if(!l||!l.validEnd)throw new RangeError(
"Wrapper type given to Transform.wrap does not form valid content of its parent wrapper")}r=y.from(t[s].type.create(t[s].attrs,r))}let i=e.start,o=e.end;n.step(
new B(i,o,i,o,new b(r,0,0),t.length,!0))}function aa(n,e,t,r,i){if(!r.isTextblock)throw new RangeError("Type given to setBlockType should be a textblock");let o=n.
steps.length;n.doc.nodesBetween(e,t,(s,l)=>{let a=typeof i=="function"?i(s):i;if(s.isTextblock&&!s.hasMarkup(r,a)&&ca(n.doc,n.mapping.slice(o).map(l),r)){let c=null;
if(r.schema.linebreakReplacement){let d=r.whitespace=="pre",p=!!r.contentMatch.matchType(r.schema.linebreakReplacement);d&&!p?c=!1:!d&&p&&(c=!0)}c===!1&&Gi(n,s,
l,o),lr(n,n.mapping.slice(o).map(l,1),r,void 0,c===null);let f=n.mapping.slice(o),h=f.map(l,1),u=f.map(l+s.nodeSize,1);return n.step(new B(h,u,h+1,u-1,new b(y.from(
r.create(a,null,s.marks)),0,0),1,!0)),c===!0&&Ui(n,s,l,o),!1}})}function Ui(n,e,t,r){e.forEach((i,o)=>{if(i.isText){let s,l=/\r?\n|\r/g;for(;s=l.exec(i.text);){
let a=n.mapping.slice(r).map(t+1+o+s.index);n.replaceWith(a,a+1,e.type.schema.linebreakReplacement.create())}}})}function Gi(n,e,t,r){e.forEach((i,o)=>{if(i.type==
i.type.schema.linebreakReplacement){let s=n.mapping.slice(r).map(t+1+o);n.replaceWith(s,s+1,e.type.schema.text(`
`))}})}function ca(n,e,t){let r=n.resolve(e),i=r.index();return r.parent.canReplaceWith(i,i+1,t)}function fa(n,e,t,r,i){let o=n.doc.nodeAt(e);if(!o)throw new RangeError(
"No node at given position");t||(t=o.type);let s=t.create(r,null,i||o.marks);if(o.isLeaf)return n.replaceWith(e,e+o.nodeSize,s);if(!t.validContent(o.content))throw new RangeError(
"Invalid content for node type "+t.name);n.step(new B(e,e+o.nodeSize,e+1,e+o.nodeSize-1,new b(y.from(s),0,0),1,!0))}function Ne(n,e,t=1,r){let i=n.resolve(e),o=i.
depth-t,s=r&&r[r.length-1]||i.parent;if(o<0||i.parent.type.spec.isolating||!i.parent.canReplace(i.index(),i.parent.childCount)||!s.type.validContent(i.parent.content.
cutByIndex(i.index(),i.parent.childCount)))return!1;for(let c=i.depth-1,f=t-2;c>o;c--,f--){let h=i.node(c),u=i.index(c);if(h.type.spec.isolating)return!1;let d=h.
content.cutByIndex(u,h.childCount),p=r&&r[f+1];p&&(d=d.replaceChild(0,p.type.create(p.attrs)));let m=r&&r[f]||h;if(!h.canReplace(u+1,h.childCount)||!m.type.validContent(
d))return!1}let l=i.indexAfter(o),a=r&&r[0];return i.node(o).canReplaceWith(l,l,a?a.type:i.node(o+1).type)}function ha(n,e,t=1,r){let i=n.doc.resolve(e),o=y.empty,
s=y.empty;for(let l=i.depth,a=i.depth-t,c=t-1;l>a;l--,c--){o=y.from(i.node(l).copy(o));let f=r&&r[c];s=y.from(f?f.type.create(f.attrs,s):i.node(l).copy(s))}n.step(
new Z(e,e,new b(o.append(s),t,t),!0))}function Bt(n,e){let t=n.resolve(e),r=t.index();return da(t.nodeBefore,t.nodeAfter)&&t.parent.canReplace(r,r+1)}function ua(n,e){
e.content.size||n.type.compatibleContent(e.type);let t=n.contentMatchAt(n.childCount),{linebreakReplacement:r}=n.type.schema;for(let i=0;i<e.childCount;i++){let o=e.
child(i),s=o.type==r?n.type.schema.nodes.text:o.type;if(t=t.matchType(s),!t||!n.type.allowsMarks(o.marks))return!1}return t.validEnd}function da(n,e){return!!(n&&
e&&!n.isLeaf&&ua(n,e))}function pa(n,e,t){let r=null,{linebreakReplacement:i}=n.doc.type.schema,o=n.doc.resolve(e-t),s=o.node().type;if(i&&s.inlineContent){let f=s.whitespace=="pre",h=!!s.
contentMatch.matchType(i);f&&!h?r=!1:!f&&h&&(r=!0)}let l=n.steps.length;if(r===!1){let f=n.doc.resolve(e+t);Gi(n,f.node(),f.before(),l)}s.inlineContent&&lr(n,e+
t-1,s,o.node().contentMatchAt(o.index()),r==null);let a=n.mapping.slice(l),c=a.map(e-t);if(n.step(new Z(c,a.map(e+t,-1),b.empty,!0)),r===!0){let f=n.doc.resolve(
c);Ui(n,f.node(),f.before(),n.steps.length)}return n}function ma(n,e,t){let r=n.resolve(e);if(r.parent.canReplaceWith(r.index(),r.index(),t))return e;if(r.parentOffset==
0)for(let i=r.depth-1;i>=0;i--){let o=r.index(i);if(r.node(i).canReplaceWith(o,o,t))return r.before(i+1);if(o>0)return null}if(r.parentOffset==r.parent.content.
size)for(let i=r.depth-1;i>=0;i--){let o=r.indexAfter(i);if(r.node(i).canReplaceWith(o,o,t))return r.after(i+1);if(o<r.node(i).childCount)return null}return null}
function Xi(n,e,t){let r=n.resolve(e);if(!t.content.size)return e;let i=t.content;for(let o=0;o<t.openStart;o++)i=i.firstChild.content;for(let o=1;o<=(t.openStart==
0&&t.size?2:1);o++)for(let s=r.depth;s>=0;s--){let l=s==r.depth?0:r.pos<=(r.start(s+1)+r.end(s+1))/2?-1:1;for(let a=0;a<2;a++){if(a){if(!l)break;l=-l}let c=r.index(
s)+(l>0?1:0),f=r.node(s),h=!1;if(o==1)h=f.canReplace(c,c,i);else{let u=f.contentMatchAt(c).findWrapping(i.firstChild.type);h=u&&f.canReplaceWith(c,c,u[0])}if(h)
return l==0?r.pos:l<0?r.before(s+1):r.after(s+1)}}return null}function dn(n,e,t=e,r=b.empty){if(e==t&&!r.size)return null;let i=n.resolve(e),o=n.resolve(t);return Yi(
i,o,r)?new Z(e,t,r):new or(i,o,r).fit()}function Yi(n,e,t){return!t.openStart&&!t.openEnd&&n.start()==e.start()&&n.parent.canReplace(n.index(),e.index(),t.content)}
var or=class{constructor(e,t,r){this.$from=e,this.$to=t,this.unplaced=r,this.frontier=[],this.placed=y.empty;for(let i=0;i<=e.depth;i++){let o=e.node(i);this.frontier.
push({type:o.type,match:o.contentMatchAt(e.indexAfter(i))})}for(let i=e.depth;i>0;i--)this.placed=y.from(e.node(i).copy(this.placed))}get depth(){return this.frontier.
length-1}fit(){for(;this.unplaced.size;){let c=this.findFittable();c?this.placeNodes(c):this.openMore()||this.dropNode()}let e=this.mustMoveInline(),t=this.placed.
size-this.depth-this.$from.depth,r=this.$from,i=this.close(e<0?this.$to:r.doc.resolve(e));if(!i)return null;let o=this.placed,s=r.depth,l=i.depth;for(;s&&l&&o.childCount==
1;)o=o.firstChild.content,s--,l--;let a=new b(o,s,l);return e>-1?new B(r.pos,e,this.$to.pos,this.$to.end(),a,t):a.size||r.pos!=this.$to.pos?new Z(r.pos,i.pos,a):
null}findFittable(){let e=this.unplaced.openStart;for(let t=this.unplaced.content,r=0,i=this.unplaced.openEnd;r<e;r++){let o=t.firstChild;if(t.childCount>1&&(i=
0),o.type.spec.isolating&&i<=r){e=r;break}t=o.content}for(let t=1;t<=2;t++)for(let r=t==1?e:this.unplaced.openStart;r>=0;r--){let i,o=null;r?(o=$i(this.unplaced.
content,r-1).firstChild,i=o.content):i=this.unplaced.content;let s=i.firstChild;for(let l=this.depth;l>=0;l--){let{type:a,match:c}=this.frontier[l],f,h=null;if(t==
1&&(s?c.matchType(s.type)||(h=c.fillBefore(y.from(s),!1)):o&&a.compatibleContent(o.type)))return{sliceDepth:r,frontierDepth:l,parent:o,inject:h};if(t==2&&s&&(f=
c.findWrapping(s.type)))return{sliceDepth:r,frontierDepth:l,parent:o,wrap:f};if(o&&c.matchType(o.type))break}}}openMore(){let{content:e,openStart:t,openEnd:r}=this.
unplaced;return Wi(e,-1)<=t?!1:(this.unplaced.size>1&&Wi(e,1)>r&&r++,this.unplaced=new b(e,t+1,r),!0)}dropNode(){let{content:e,openStart:t,openEnd:r}=this.unplaced,
i=$i(e,t);if(i.childCount<=1&&t>0){let o=e.size-t<=t+i.size;this.unplaced=new b(At(e,t-1,1),t-1,o?t-1:r)}else this.unplaced=new b(At(e,t,1),t,r)}placeNodes({sliceDepth:e,
frontierDepth:t,parent:r,inject:i,wrap:o}){for(;this.depth>t;)this.closeFrontierNode();if(o)for(let m=0;m<o.length;m++)this.openFrontierNode(o[m]);let s=this.unplaced,
l=r?r.content:s.content,a=s.openStart-e,c=0,f=[],{match:h,type:u}=this.frontier[t];if(i){for(let m=0;m<i.childCount;m++)f.push(i.child(m));h=h.matchFragment(i)}
let d=l.size+e-(s.content.size-s.openEnd);for(;c<l.childCount;){let m=l.child(c),g=h.matchType(m.type);if(!g)break;c++,(c>1||a==0||m.content.size)&&(h=g,f.push(
Zi(m.mark(u.allowedMarks(m.marks)),c==1?a:0,c==l.childCount?d:-1)))}let p=c==l.childCount;p||(d=-1),this.placed=Et(this.placed,t,y.from(f)),this.frontier[t].match=
h,p&&d<0&&r&&r.type==this.frontier[this.depth].type&&this.frontier.length>1&&this.closeFrontierNode();for(let m=0,g=f[f.length-1];g&&m<d;m++)this.frontier.push(
{type:g.type,match:g.contentMatchAt(g.childCount)}),g=g.lastChild;this.unplaced=p?e==0?b.empty:new b(At(s.content,e-1,1),e-1,d<0?s.openEnd:e-1):new b(At(s.content,
e,c),e,s.openEnd)}mustMoveInline(){if(!this.$to.parent.isTextblock)return-1;let e=this.frontier[this.depth],t;if(!e.type.isTextblock||!rr(this.$to,this.$to.depth,
e.type,e.match,!1)||this.$to.depth==this.depth&&(t=this.findCloseLevel(this.$to))&&t.depth==this.depth)return-1;let{depth:r}=this.$to,i=this.$to.after(r);for(;r>
1&&i==this.$to.end(--r);)++i;return i}findCloseLevel(e){e:for(let t=Math.min(this.depth,e.depth);t>=0;t--){let{match:r,type:i}=this.frontier[t],o=t<e.depth&&e.end(
t+1)==e.pos+(e.depth-(t+1)),s=rr(e,t,i,r,o);if(s){for(let l=t-1;l>=0;l--){let{match:a,type:c}=this.frontier[l],f=rr(e,l,c,a,!0);if(!f||f.childCount)continue e}return{
depth:t,fit:s,move:o?e.doc.resolve(e.after(t+1)):e}}}}close(e){let t=this.findCloseLevel(e);if(!t)return null;for(;this.depth>t.depth;)this.closeFrontierNode();
t.fit.childCount&&(this.placed=Et(this.placed,t.depth,t.fit)),e=t.move;for(let r=t.depth+1;r<=e.depth;r++){let i=e.node(r),o=i.type.contentMatch.fillBefore(i.content,
!0,e.index(r));this.openFrontierNode(i.type,i.attrs,o)}return e}openFrontierNode(e,t=null,r){let i=this.frontier[this.depth];i.match=i.match.matchType(e),this.placed=
Et(this.placed,this.depth,y.from(e.create(t,r))),this.frontier.push({type:e,match:e.contentMatch})}closeFrontierNode(){let t=this.frontier.pop().match.fillBefore(
y.empty,!0);t.childCount&&(this.placed=Et(this.placed,this.frontier.length,t))}};function At(n,e,t){return e==0?n.cutByIndex(t,n.childCount):n.replaceChild(0,n.
firstChild.copy(At(n.firstChild.content,e-1,t)))}function Et(n,e,t){return e==0?n.append(t):n.replaceChild(n.childCount-1,n.lastChild.copy(Et(n.lastChild.content,
e-1,t)))}function $i(n,e){for(let t=0;t<e;t++)n=n.firstChild.content;return n}function Zi(n,e,t){if(e<=0)return n;let r=n.content;return e>1&&(r=r.replaceChild(
0,Zi(r.firstChild,e-1,r.childCount==1?t-1:0))),e>0&&(r=n.type.contentMatch.fillBefore(r).append(r),t<=0&&(r=r.append(n.type.contentMatch.matchFragment(r).fillBefore(
y.empty,!0)))),n.copy(r)}function rr(n,e,t,r,i){let o=n.node(e),s=i?n.indexAfter(e):n.index(e);if(s==o.childCount&&!t.compatibleContent(o.type))return null;let l=r.
fillBefore(o.content,!0,s);return l&&!ga(t,o.content,s)?l:null}function ga(n,e,t){for(let r=t;r<e.childCount;r++)if(!n.allowsMarks(e.child(r).marks))return!0;return!1}
function ya(n){return n.spec.defining||n.spec.definingForContent}function Wi(n,e){for(let t=0;;t++){let r=e<0?n.firstChild:n.lastChild;if(!r||r.isAtom)return t;
n=r.content}}function ba(n,e,t,r){if(!r.size)return n.deleteRange(e,t);let i=n.doc.resolve(e),o=n.doc.resolve(t);if(Yi(i,o,r))return n.step(new Z(e,t,r));let s=eo(
i,o);s[s.length-1]==0&&s.pop();let l=-(i.depth+1);s.unshift(l);for(let u=i.depth,d=i.pos-1;u>0;u--,d--){let p=i.node(u).type.spec;if(p.defining||p.definingAsContext||
p.isolating)break;s.indexOf(u)>-1?l=u:i.before(u)==d&&s.splice(1,0,-u)}let a=s.indexOf(l),c=[],f=r.openStart;for(let u=r.content,d=0;;d++){let p=u.firstChild;if(c.
push(p),d==r.openStart)break;u=p.content}for(let u=f-1;u>=0;u--){let d=c[u],p=ya(d.type);if(p&&!d.sameMarkup(i.node(Math.abs(l)-1)))f=u;else if(p||!d.type.isTextblock)
break}for(let u=r.openStart;u>=0;u--){let d=(u+f+1)%(r.openStart+1),p=c[d];if(p)for(let m=0;m<s.length;m++){let g=s[(m+a)%s.length],S=!0;g<0&&(S=!1,g=-g);let A=i.
node(g-1),O=i.index(g-1);if(A.canReplaceWith(O,O,p.type,p.marks))return n.replace(i.before(g),S?o.after(g):t,new b(Qi(r.content,0,r.openStart,d),d,r.openEnd))}}
let h=n.steps.length;for(let u=s.length-1;u>=0&&(n.replace(e,t,r),!(n.steps.length>h));u--){let d=s[u];d<0||(e=i.before(d),t=o.after(d))}}function Qi(n,e,t,r,i){
if(e<t){let o=n.firstChild;n=n.replaceChild(0,o.copy(Qi(o.content,e+1,t,r,o)))}if(e>r){let o=i.contentMatchAt(0),s=o.fillBefore(n).append(n);n=s.append(o.matchFragment(
s).fillBefore(y.empty,!0))}return n}function Sa(n,e,t,r){if(!r.isInline&&e==t&&n.doc.resolve(e).parent.content.size){let i=ma(n.doc,e,r.type);i!=null&&(e=t=i)}n.
replaceRange(e,t,new b(y.from(r),0,0))}function xa(n,e,t){let r=n.doc.resolve(e),i=n.doc.resolve(t);if(r.parent.isTextblock&&i.parent.isTextblock&&r.start()!=i.
start()&&r.parentOffset==0&&i.parentOffset==0){let s=r.sharedDepth(t),l=!1;for(let a=r.depth;a>s;a--)r.node(a).type.spec.isolating&&(l=!0);for(let a=i.depth;a>s;a--)
i.node(a).type.spec.isolating&&(l=!0);if(!l){for(let a=r.depth;a>0&&e==r.start(a);a--)e=r.before(a);for(let a=i.depth;a>0&&t==i.start(a);a--)t=i.before(a);r=n.doc.
resolve(e),i=n.doc.resolve(t)}}let o=eo(r,i);for(let s=0;s<o.length;s++){let l=o[s],a=s==o.length-1;if(a&&l==0||r.node(l).type.contentMatch.validEnd)return n.delete(
r.start(l),i.end(l));if(l>0&&(a||r.node(l-1).canReplace(r.index(l-1),i.indexAfter(l-1))))return n.delete(r.before(l),i.after(l))}for(let s=1;s<=r.depth&&s<=i.depth;s++)
if(e-r.start(s)==r.depth-s&&t>r.end(s)&&i.end(s)-t!=i.depth-s&&r.start(s-1)==i.start(s-1)&&r.node(s-1).canReplace(r.index(s-1),i.index(s-1)))return n.delete(r.before(
s),t);n.delete(e,t)}function eo(n,e){let t=[],r=Math.min(n.depth,e.depth);for(let i=r;i>=0;i--){let o=n.start(i);if(o<n.pos-(n.depth-i)||e.end(i)>e.pos+(e.depth-
i)||n.node(i).type.spec.isolating||e.node(i).type.spec.isolating)break;(o==e.start(i)||i==n.depth&&i==e.depth&&n.parent.inlineContent&&e.parent.inlineContent&&i&&
e.start(i-1)==o-1)&&t.push(i)}return t}var fn=class n extends R{constructor(e,t,r){super(),this.pos=e,this.attr=t,this.value=r}apply(e){let t=e.nodeAt(this.pos);
if(!t)return z.fail("No node at attribute step's position");let r=Object.create(null);for(let o in t.attrs)r[o]=t.attrs[o];r[this.attr]=this.value;let i=t.type.
create(r,null,t.marks);return z.fromReplace(e,this.pos,this.pos+1,new b(y.from(i),0,t.isLeaf?0:1))}getMap(){return me.empty}invert(e){return new n(this.pos,this.
attr,e.nodeAt(this.pos).attrs[this.attr])}map(e){let t=e.mapResult(this.pos,1);return t.deletedAfter?null:new n(t.pos,this.attr,this.value)}toJSON(){return{stepType:"\
attr",pos:this.pos,attr:this.attr,value:this.value}}static fromJSON(e,t){if(typeof t.pos!="number"||typeof t.attr!="string")throw new RangeError("Invalid input \
for AttrStep.fromJSON");return new n(t.pos,t.attr,t.value)}};R.jsonID("attr",fn);var hn=class n extends R{constructor(e,t){super(),this.attr=e,this.value=t}apply(e){
let t=Object.create(null);for(let i in e.attrs)t[i]=e.attrs[i];t[this.attr]=this.value;let r=e.type.create(t,e.content,e.marks);return z.ok(r)}getMap(){return me.
empty}invert(e){return new n(this.attr,e.attrs[this.attr])}map(e){return this}toJSON(){return{stepType:"docAttr",attr:this.attr,value:this.value}}static fromJSON(e,t){
if(typeof t.attr!="string")throw new RangeError("Invalid input for DocAttrStep.fromJSON");return new n(t.attr,t.value)}};R.jsonID("docAttr",hn);var ht=class extends Error{};
ht=function n(e){let t=Error.call(this,e);return t.__proto__=n.prototype,t};ht.prototype=Object.create(Error.prototype);ht.prototype.constructor=ht;ht.prototype.
name="TransformError";var ut=class{constructor(e){this.doc=e,this.steps=[],this.docs=[],this.mapping=new Rt}get before(){return this.docs.length?this.docs[0]:this.
doc}step(e){let t=this.maybeStep(e);if(t.failed)throw new ht(t.failed);return this}maybeStep(e){let t=e.apply(this.doc);return t.failed||this.addStep(e,t.doc),t}get docChanged(){
return this.steps.length>0}changedRange(){let e=1e9,t=-1e9;for(let r=0;r<this.mapping.maps.length;r++){let i=this.mapping.maps[r];r&&(e=i.map(e,1),t=i.map(t,-1)),
i.forEach((o,s,l,a)=>{e=Math.min(e,l),t=Math.max(t,a)})}return e==1e9?null:{from:e,to:t}}addStep(e,t){this.docs.push(this.doc),this.steps.push(e),this.mapping.appendMap(
e.getMap()),this.doc=t}replace(e,t=e,r=b.empty){let i=dn(this.doc,e,t,r);return i&&this.step(i),this}replaceWith(e,t,r){return this.replace(e,t,new b(y.from(r),
0,0))}delete(e,t){return this.replace(e,t,b.empty)}insert(e,t){return this.replaceWith(e,e,t)}replaceRange(e,t,r){return ba(this,e,t,r),this}replaceRangeWith(e,t,r){
return Sa(this,e,t,r),this}deleteRange(e,t){return xa(this,e,t),this}lift(e,t){return ia(this,e,t),this}join(e,t=1){return pa(this,e,t),this}wrap(e,t){return la(
this,e,t),this}setBlockType(e,t=e,r,i=null){return aa(this,e,t,r,i),this}setNodeMarkup(e,t,r=null,i){return fa(this,e,t,r,i),this}setNodeAttribute(e,t,r){return this.
step(new fn(e,t,r)),this}setDocAttribute(e,t){return this.step(new hn(e,t)),this}addNodeMark(e,t){return this.step(new zt(e,t)),this}removeNodeMark(e,t){let r=this.
doc.nodeAt(e);if(!r)throw new RangeError("No node at position "+e);if(t instanceof M)t.isInSet(r.marks)&&this.step(new ft(e,t));else{let i=r.marks,o,s=[];for(;o=
t.isInSet(i);)s.push(new ft(e,o)),i=o.removeFromSet(i);for(let l=s.length-1;l>=0;l--)this.step(s[l])}return this}split(e,t=1,r){return ha(this,e,t,r),this}addMark(e,t,r){
return ta(this,e,t,r),this}removeMark(e,t,r){return na(this,e,t,r),this}clearIncompatible(e,t,r){return lr(this,e,t,r),this}};var ar=Object.create(null),k=class{constructor(e,t,r){this.$anchor=e,this.$head=t,this.ranges=r||[new De(e.min(t),e.max(t))]}get anchor(){return this.$anchor.pos}get head(){
return this.$head.pos}get from(){return this.$from.pos}get to(){return this.$to.pos}get $from(){return this.ranges[0].$from}get $to(){return this.ranges[0].$to}get empty(){
let e=this.ranges;for(let t=0;t<e.length;t++)if(e[t].$from.pos!=e[t].$to.pos)return!1;return!0}content(){return this.$from.doc.slice(this.from,this.to,!0)}replace(e,t=b.
empty){let r=t.content.lastChild,i=null;for(let l=0;l<t.openEnd;l++)i=r,r=r.lastChild;let o=e.steps.length,s=this.ranges;for(let l=0;l<s.length;l++){let{$from:a,
$to:c}=s[l],f=e.mapping.slice(o);e.replaceRange(f.map(a.pos),f.map(c.pos),l?b.empty:t),l==0&&ro(e,o,(r?r.isInline:i&&i.isTextblock)?-1:1)}}replaceWith(e,t){let r=e.
steps.length,i=this.ranges;for(let o=0;o<i.length;o++){let{$from:s,$to:l}=i[o],a=e.mapping.slice(r),c=a.map(s.pos),f=a.map(l.pos);o?e.deleteRange(c,f):(e.replaceRangeWith(
c,f,t),ro(e,r,t.isInline?-1:1))}}static findFrom(e,t,r=!1){let i=e.parent.inlineContent?new C(e):dt(e.node(0),e.parent,e.pos,e.index(),t,r);if(i)return i;for(let o=e.
depth-1;o>=0;o--){let s=t<0?dt(e.node(0),e.node(o),e.before(o+1),e.index(o),t,r):dt(e.node(0),e.node(o),e.after(o+1),e.index(o)+1,t,r);if(s)return s}return null}static near(e,t=1){
return this.findFrom(e,t)||this.findFrom(e,-t)||new ee(e.node(0))}static atStart(e){return dt(e,e,0,0,1)||new ee(e)}static atEnd(e){return dt(e,e,e.content.size,
e.childCount,-1)||new ee(e)}static fromJSON(e,t){if(!t||!t.type)throw new RangeError("Invalid input for Selection.fromJSON");let r=ar[t.type];if(!r)throw new RangeError(
`No selection type ${t.type} defined`);return r.fromJSON(e,t)}static jsonID(e,t){if(e in ar)throw new RangeError("Duplicate use of selection JSON ID "+e);return ar[e]=
t,t.prototype.jsonID=e,t}getBookmark(){return C.between(this.$anchor,this.$head).getBookmark()}};k.prototype.visible=!0;var De=class{constructor(e,t){this.$from=
e,this.$to=t}},to=!1;function no(n){!to&&!n.parent.inlineContent&&(to=!0,console.warn("TextSelection endpoint not pointing into a node with inline content ("+n.
parent.type.name+")"))}var C=class n extends k{constructor(e,t=e){no(e),no(t),super(e,t)}get $cursor(){return this.$anchor.pos==this.$head.pos?this.$head:null}map(e,t){
let r=e.resolve(t.map(this.head));if(!r.parent.inlineContent)return k.near(r);let i=e.resolve(t.map(this.anchor));return new n(i.parent.inlineContent?i:r,r)}replace(e,t=b.
empty){if(super.replace(e,t),t==b.empty){let r=this.$from.marksAcross(this.$to);r&&e.ensureMarks(r)}}eq(e){return e instanceof n&&e.anchor==this.anchor&&e.head==
this.head}getBookmark(){return new mn(this.anchor,this.head)}toJSON(){return{type:"text",anchor:this.anchor,head:this.head}}static fromJSON(e,t){if(typeof t.anchor!=
"number"||typeof t.head!="number")throw new RangeError("Invalid input for TextSelection.fromJSON");return new n(e.resolve(t.anchor),e.resolve(t.head))}static create(e,t,r=t){
let i=e.resolve(t);return new this(i,r==t?i:e.resolve(r))}static between(e,t,r){let i=e.pos-t.pos;if((!r||i)&&(r=i>=0?1:-1),!t.parent.inlineContent){let o=k.findFrom(
t,r,!0)||k.findFrom(t,-r,!0);if(o)t=o.$head;else return k.near(t,r)}return e.parent.inlineContent||(i==0?e=t:(e=(k.findFrom(e,-r,!0)||k.findFrom(e,r,!0)).$anchor,
e.pos<t.pos!=i<0&&(e=t))),new n(e,t)}};k.jsonID("text",C);var mn=class n{constructor(e,t){this.anchor=e,this.head=t}map(e){return new n(e.map(this.anchor),e.map(
this.head))}resolve(e){return C.between(e.resolve(this.anchor),e.resolve(this.head))}},w=class n extends k{constructor(e){let t=e.nodeAfter,r=e.node(0).resolve(
e.pos+t.nodeSize);super(e,r),this.node=t}map(e,t){let{deleted:r,pos:i}=t.mapResult(this.anchor),o=e.resolve(i);return r?k.near(o):new n(o)}content(){return new b(
y.from(this.node),0,0)}eq(e){return e instanceof n&&e.anchor==this.anchor}toJSON(){return{type:"node",anchor:this.anchor}}getBookmark(){return new fr(this.anchor)}static fromJSON(e,t){
if(typeof t.anchor!="number")throw new RangeError("Invalid input for NodeSelection.fromJSON");return new n(e.resolve(t.anchor))}static create(e,t){return new n(
e.resolve(t))}static isSelectable(e){return!e.isText&&e.type.spec.selectable!==!1}};w.prototype.visible=!1;k.jsonID("node",w);var fr=class n{constructor(e){this.
anchor=e}map(e){let{deleted:t,pos:r}=e.mapResult(this.anchor);return t?new mn(r,r):new n(r)}resolve(e){let t=e.resolve(this.anchor),r=t.nodeAfter;return r&&w.isSelectable(
r)?new w(t):k.near(t)}},ee=class n extends k{constructor(e){super(e.resolve(0),e.resolve(e.content.size))}replace(e,t=b.empty){if(t==b.empty){e.delete(0,e.doc.content.
size);let r=k.atStart(e.doc);r.eq(e.selection)||e.setSelection(r)}else super.replace(e,t)}toJSON(){return{type:"all"}}static fromJSON(e){return new n(e)}map(e){
return new n(e)}eq(e){return e instanceof n}getBookmark(){return ka}};k.jsonID("all",ee);var ka={map(){return this},resolve(n){return new ee(n)}};function dt(n,e,t,r,i,o=!1){
if(e.inlineContent)return C.create(n,t);for(let s=r-(i>0?0:1);i>0?s<e.childCount:s>=0;s+=i){let l=e.child(s);if(l.isAtom){if(!o&&w.isSelectable(l))return w.create(
n,t-(i<0?l.nodeSize:0))}else{let a=dt(n,l,t+i,i<0?l.childCount:0,i,o);if(a)return a}t+=l.nodeSize*i}return null}function ro(n,e,t){let r=n.steps.length-1;if(r<e)
return;let i=n.steps[r];if(!(i instanceof Z||i instanceof B))return;let o=n.mapping.maps[r],s;o.forEach((l,a,c,f)=>{s==null&&(s=f)}),n.setSelection(k.near(n.doc.
resolve(s),t))}var io=1,pn=2,oo=4,hr=class extends ut{constructor(e){super(e.doc),this.curSelectionFor=0,this.updated=0,this.meta=Object.create(null),this.time=
Date.now(),this.curSelection=e.selection,this.storedMarks=e.storedMarks}get selection(){return this.curSelectionFor<this.steps.length&&(this.curSelection=this.curSelection.
map(this.doc,this.mapping.slice(this.curSelectionFor)),this.curSelectionFor=this.steps.length),this.curSelection}setSelection(e){if(e.$from.doc!=this.doc)throw new RangeError(
"Selection passed to setSelection must point at the current document");return this.curSelection=e,this.curSelectionFor=this.steps.length,this.updated=(this.updated|
io)&~pn,this.storedMarks=null,this}get selectionSet(){return(this.updated&io)>0}setStoredMarks(e){return this.storedMarks=e,this.updated|=pn,this}ensureMarks(e){
return M.sameSet(this.storedMarks||this.selection.$from.marks(),e)||this.setStoredMarks(e),this}addStoredMark(e){return this.ensureMarks(e.addToSet(this.storedMarks||
this.selection.$head.marks()))}removeStoredMark(e){return this.ensureMarks(e.removeFromSet(this.storedMarks||this.selection.$head.marks()))}get storedMarksSet(){
return(this.updated&pn)>0}addStep(e,t){super.addStep(e,t),this.updated=this.updated&~pn,this.storedMarks=null}setTime(e){return this.time=e,this}replaceSelection(e){
return this.selection.replace(this,e),this}replaceSelectionWith(e,t=!0){let r=this.selection;return t&&(e=e.mark(this.storedMarks||(r.empty?r.$from.marks():r.$from.
marksAcross(r.$to)||M.none))),r.replaceWith(this,e),this}deleteSelection(){return this.selection.replace(this),this}insertText(e,t,r){let i=this.doc.type.schema;
if(t==null)return e?this.replaceSelectionWith(i.text(e),!0):this.deleteSelection();{if(r==null&&(r=t),!e)return this.deleteRange(t,r);let o=this.storedMarks;if(!o){
let s=this.doc.resolve(t);o=r==t?s.marks():s.marksAcross(this.doc.resolve(r))}return this.replaceRangeWith(t,r,i.text(e,o)),!this.selection.empty&&this.selection.
to==t+e.length&&this.setSelection(k.near(this.selection.$to)),this}}setMeta(e,t){return this.meta[typeof e=="string"?e:e.key]=t,this}getMeta(e){return this.meta[typeof e==
"string"?e:e.key]}get isGeneric(){for(let e in this.meta)return!1;return!0}scrollIntoView(){return this.updated|=oo,this}get scrolledIntoView(){return(this.updated&
oo)>0}};function so(n,e){return!e||!n?n:n.bind(e)}var qe=class{constructor(e,t,r){this.name=e,this.init=so(t.init,r),this.apply=so(t.apply,r)}},wa=[new qe("doc",
{init(n){return n.doc||n.schema.topNodeType.createAndFill()},apply(n){return n.doc}}),new qe("selection",{init(n,e){return n.selection||k.atStart(e.doc)},apply(n){
return n.selection}}),new qe("storedMarks",{init(n){return n.storedMarks||null},apply(n,e,t,r){return r.selection.$cursor?n.storedMarks:null}}),new qe("scrollTo\
Selection",{init(){return 0},apply(n,e){return n.scrolledIntoView?e+1:e}})],Pt=class{constructor(e,t){this.schema=e,this.plugins=[],this.pluginsByKey=Object.create(
null),this.fields=wa.slice(),t&&t.forEach(r=>{if(this.pluginsByKey[r.key])throw new RangeError("Adding different instances of a keyed plugin ("+r.key+")");this.
plugins.push(r),this.pluginsByKey[r.key]=r,r.spec.state&&this.fields.push(new qe(r.key,r.spec.state,r))})}},gn=class n{constructor(e){this.config=e}get schema(){
return this.config.schema}get plugins(){return this.config.plugins}apply(e){return this.applyTransaction(e).state}filterTransaction(e,t=-1){for(let r=0;r<this.config.
plugins.length;r++)if(r!=t){let i=this.config.plugins[r];if(i.spec.filterTransaction&&!i.spec.filterTransaction.call(i,e,this))return!1}return!0}applyTransaction(e){
if(!this.filterTransaction(e))return{state:this,transactions:[]};let t=[e],r=this.applyInner(e),i=null;for(;;){let o=!1;for(let s=0;s<this.config.plugins.length;s++){
let l=this.config.plugins[s];if(l.spec.appendTransaction){let a=i?i[s].n:0,c=i?i[s].state:this,f=a<t.length&&l.spec.appendTransaction.call(l,a?t.slice(a):t,c,r);
if(f&&r.filterTransaction(f,s)){if(f.setMeta("appendedTransaction",e),!i){i=[];for(let h=0;h<this.config.plugins.length;h++)i.push(h<s?{state:r,n:t.length}:{state:this,
n:0})}t.push(f),r=r.applyInner(f),o=!0}i&&(i[s]={state:r,n:t.length})}}if(!o)return{state:r,transactions:t}}}applyInner(e){if(!e.before.eq(this.doc))throw new RangeError(
"Applying a mismatched transaction");let t=new n(this.config),r=this.config.fields;for(let i=0;i<r.length;i++){let o=r[i];t[o.name]=o.apply(e,this[o.name],this,
t)}return t}get tr(){return new hr(this)}static create(e){let t=new Pt(e.doc?e.doc.type.schema:e.schema,e.plugins),r=new n(t);for(let i=0;i<t.fields.length;i++)
r[t.fields[i].name]=t.fields[i].init(e,r);return r}reconfigure(e){let t=new Pt(this.schema,e.plugins),r=t.fields,i=new n(t);for(let o=0;o<r.length;o++){let s=r[o].
name;i[s]=this.hasOwnProperty(s)?this[s]:r[o].init(e,i)}return i}toJSON(e){let t={doc:this.doc.toJSON(),selection:this.selection.toJSON()};if(this.storedMarks&&
(t.storedMarks=this.storedMarks.map(r=>r.toJSON())),e&&typeof e=="object")for(let r in e){if(r=="doc"||r=="selection")throw new RangeError("The JSON fields `doc\
` and `selection` are reserved");let i=e[r],o=i.spec.state;o&&o.toJSON&&(t[r]=o.toJSON.call(i,this[i.key]))}return t}static fromJSON(e,t,r){if(!t)throw new RangeError(
"Invalid input for EditorState.fromJSON");if(!e.schema)throw new RangeError("Required config field 'schema' missing");let i=new Pt(e.schema,e.plugins),o=new n(i);
return i.fields.forEach(s=>{if(s.name=="doc")o.doc=ae.fromJSON(e.schema,t.doc);else if(s.name=="selection")o.selection=k.fromJSON(o.doc,t.selection);else if(s.name==
"storedMarks")t.storedMarks&&(o.storedMarks=t.storedMarks.map(e.schema.markFromJSON));else{if(r)for(let l in r){let a=r[l],c=a.spec.state;if(a.key==s.name&&c&&c.
fromJSON&&Object.prototype.hasOwnProperty.call(t,l)){o[s.name]=c.fromJSON.call(a,e,t[l],o);return}}o[s.name]=s.init(e,o)}}),o}};function lo(n,e,t){for(let r in n){
let i=n[r];i instanceof Function?i=i.bind(e):r=="handleDOMEvents"&&(i=lo(i,e,{})),t[r]=i}return t}var ne=class{constructor(e){this.spec=e,this.props={},e.props&&
lo(e.props,this,this.props),this.key=e.key?e.key.key:ao("plugin")}getState(e){return e[this.key]}},cr=Object.create(null);function ao(n){return n in cr?n+"$"+ ++cr[n]:
(cr[n]=0,n+"$")}var ge=class{constructor(e="key"){this.key=ao(e)}get(e){return e.config.pluginsByKey[this.key]}getState(e){return e[this.key]}};var fo=(n,e)=>n.selection.empty?!1:(e&&e(n.tr.deleteSelection().scrollIntoView()),!0);function Ca(n,e){let{$cursor:t}=n.selection;return!t||(e?!e.endOfTextblock(
"backward",n):t.parentOffset>0)?null:t}var Ma=(n,e,t)=>{let r=Ca(n,t);if(!r)return!1;let i=ho(r);if(!i){let s=r.blockRange(),l=s&&Je(s);return l==null?!1:(e&&e(
n.tr.lift(s,l).scrollIntoView()),!0)}let o=i.nodeBefore;if(go(n,i,e,-1))return!0;if(r.parent.content.size==0&&(pt(o,"end")||w.isSelectable(o)))for(let s=r.depth;;s--){
let l=dn(n.doc,r.before(s),r.after(s),b.empty);if(l&&l.slice.size<l.to-l.from){if(e){let a=n.tr.step(l);a.setSelection(pt(o,"end")?k.findFrom(a.doc.resolve(a.mapping.
map(i.pos,-1)),-1):w.create(a.doc,i.pos-o.nodeSize)),e(a.scrollIntoView())}return!0}if(s==1||r.node(s-1).childCount>1)break}return o.isAtom&&i.depth==r.depth-1?
(e&&e(n.tr.delete(i.pos-o.nodeSize,i.pos).scrollIntoView()),!0):!1};function pt(n,e,t=!1){for(let r=n;r;r=e=="start"?r.firstChild:r.lastChild){if(r.isTextblock)return!0;if(t&&r.childCount!=1)return!1}return!1}var Oa=(n,e,t)=>{let{
$head:r,empty:i}=n.selection,o=r;if(!i)return!1;if(r.parent.isTextblock){if(t?!t.endOfTextblock("backward",n):r.parentOffset>0)return!1;o=ho(r)}let s=o&&o.nodeBefore;
return!s||!w.isSelectable(s)?!1:(e&&e(n.tr.setSelection(w.create(n.doc,o.pos-s.nodeSize)).scrollIntoView()),!0)};function ho(n){if(!n.parent.type.spec.isolating)
for(let e=n.depth-1;e>=0;e--){if(n.index(e)>0)return n.doc.resolve(n.before(e+1));if(n.node(e).type.spec.isolating)break}return null}function Na(n,e){let{$cursor:t}=n.
selection;return!t||(e?!e.endOfTextblock("forward",n):t.parentOffset<t.parent.content.size)?null:t}var Da=(n,e,t)=>{let r=Na(n,t);if(!r)return!1;let i=uo(r);if(!i)
return!1;let o=i.nodeAfter;if(go(n,i,e,1))return!0;if(r.parent.content.size==0&&(pt(o,"start")||w.isSelectable(o))){let s=dn(n.doc,r.before(),r.after(),b.empty);
if(s&&s.slice.size<s.to-s.from){if(e){let l=n.tr.step(s);l.setSelection(pt(o,"start")?k.findFrom(l.doc.resolve(l.mapping.map(i.pos)),1):w.create(l.doc,l.mapping.
map(i.pos))),e(l.scrollIntoView())}return!0}}return o.isAtom&&i.depth==r.depth-1?(e&&e(n.tr.delete(i.pos,i.pos+o.nodeSize).scrollIntoView()),!0):!1},Aa=(n,e,t)=>{
let{$head:r,empty:i}=n.selection,o=r;if(!i)return!1;if(r.parent.isTextblock){if(t?!t.endOfTextblock("forward",n):r.parentOffset<r.parent.content.size)return!1;o=
uo(r)}let s=o&&o.nodeAfter;return!s||!w.isSelectable(s)?!1:(e&&e(n.tr.setSelection(w.create(n.doc,o.pos)).scrollIntoView()),!0)};function uo(n){if(!n.parent.type.
spec.isolating)for(let e=n.depth-1;e>=0;e--){let t=n.node(e);if(n.index(e)+1<t.childCount)return n.doc.resolve(n.after(e+1));if(t.type.spec.isolating)break}return null}var po=(n,e)=>{let{$from:t,$to:r}=n.selection,i=t.blockRange(r),o=i&&Je(i);return o==null?!1:(e&&e(n.tr.lift(i,o).scrollIntoView()),!0)},Ea=(n,e)=>{let{$head:t,
$anchor:r}=n.selection;return!t.parent.type.spec.code||!t.sameParent(r)?!1:(e&&e(n.tr.insertText(`
`).scrollIntoView()),!0)};function dr(n){for(let e=0;e<n.edgeCount;e++){let{type:t}=n.edge(e);if(t.isTextblock&&!t.hasRequiredAttrs())return t}return null}var Ta=(n,e)=>{
let{$head:t,$anchor:r}=n.selection;if(!t.parent.type.spec.code||!t.sameParent(r))return!1;let i=t.node(-1),o=t.indexAfter(-1),s=dr(i.contentMatchAt(o));if(!s||!i.
canReplaceWith(o,o,s))return!1;if(e){let l=t.after(),a=n.tr.replaceWith(l,l,s.createAndFill());a.setSelection(k.near(a.doc.resolve(l),1)),e(a.scrollIntoView())}
return!0},Ra=(n,e)=>{let t=n.selection,{$from:r,$to:i}=t;if(t instanceof ee||r.parent.inlineContent||i.parent.inlineContent)return!1;let o=dr(i.parent.contentMatchAt(
i.indexAfter()));if(!o||!o.isTextblock)return!1;if(e){let s=(!r.parentOffset&&i.index()<i.parent.childCount?r:i).pos,l=n.tr.insert(s,o.createAndFill());l.setSelection(
C.create(l.doc,s+1)),e(l.scrollIntoView())}return!0},Ia=(n,e)=>{let{$cursor:t}=n.selection;if(!t||t.parent.content.size)return!1;if(t.depth>1&&t.after()!=t.end(
-1)){let o=t.before();if(Ne(n.doc,o))return e&&e(n.tr.split(o).scrollIntoView()),!0}let r=t.blockRange(),i=r&&Je(r);return i==null?!1:(e&&e(n.tr.lift(r,i).scrollIntoView()),
!0)};function va(n){return(e,t)=>{if(e.selection instanceof w&&e.selection.node.isBlock){let{$from:d}=e.selection;return!d.parentOffset||!Ne(e.doc,d.pos)?!1:(t&&
t(e.tr.split(d.pos).scrollIntoView()),!0)}if(!e.selection.$from.depth)return!1;let r=e.tr;!e.selection.empty&&(e.selection instanceof C||e.selection instanceof ee)&&
r.deleteSelection();let{$from:i}=r.selection,o=r.steps.length,s=[],l,a,c=!1,f=!1;for(let d=i.depth;;d--)if(i.node(d).isBlock){c=i.end(d)==i.pos+(i.depth-d),f=i.
start(d)==i.pos-(i.depth-d),a=dr(i.node(d-1).contentMatchAt(i.indexAfter(d-1)));let m=n&&n(i.parent,c,i);s.unshift(m||(c&&a?{type:a}:null)),l=d;break}else{if(d==
1)return!1;s.unshift(null)}let h=i.pos,u=Ne(r.doc,h,s.length,s);if(u||(s[0]=a?{type:a}:null,u=Ne(r.doc,h,s.length,s)),!u)return!1;if(r.split(h,s.length,s),!c&&f&&
i.node(l).type!=a){let d=r.mapping.slice(o),p=d.map(i.before(l)),m=r.doc.resolve(p);a&&i.node(l-1).canReplaceWith(m.index(),m.index()+1,a)&&r.setNodeMarkup(d.map(
i.before(l)),a)}return t&&t(r.scrollIntoView()),!0}}var za=va();var mo=(n,e)=>{let{$from:t,to:r}=n.selection,i,o=t.sharedDepth(r);return o==0?!1:(i=t.before(o),e&&e(n.tr.setSelection(w.create(n.doc,i))),!0)},Ba=(n,e)=>(e&&e(
n.tr.setSelection(new ee(n.doc))),!0);function Pa(n,e,t){let r=e.nodeBefore,i=e.nodeAfter,o=e.index();return!r||!i||!r.type.compatibleContent(i.type)?!1:!r.content.
size&&e.parent.canReplace(o-1,o)?(t&&t(n.tr.delete(e.pos-r.nodeSize,e.pos).scrollIntoView()),!0):!e.parent.canReplace(o,o+1)||!(i.isTextblock||Bt(n.doc,e.pos))?
!1:(t&&t(n.tr.join(e.pos).scrollIntoView()),!0)}function go(n,e,t,r){let i=e.nodeBefore,o=e.nodeAfter,s,l,a=i.type.spec.isolating||o.type.spec.isolating;if(!a&&
Pa(n,e,t))return!0;let c=!a&&e.parent.canReplace(e.index(),e.index()+1);if(c&&(s=(l=i.contentMatchAt(i.childCount)).findWrapping(o.type))&&l.matchType(s[0]||o.type).
validEnd){if(t){let d=e.pos+o.nodeSize,p=y.empty;for(let S=s.length-1;S>=0;S--)p=y.from(s[S].create(null,p));p=y.from(i.copy(p));let m=n.tr.step(new B(e.pos-1,d,
e.pos,d,new b(p,1,0),s.length,!0)),g=m.doc.resolve(d+2*s.length);g.nodeAfter&&g.nodeAfter.type==i.type&&Bt(m.doc,g.pos)&&m.join(g.pos),t(m.scrollIntoView())}return!0}
let f=o.type.spec.isolating||r>0&&a?null:k.findFrom(e,1),h=f&&f.$from.blockRange(f.$to),u=h&&Je(h);if(u!=null&&u>=e.depth)return t&&t(n.tr.lift(h,u).scrollIntoView()),
!0;if(c&&pt(o,"start",!0)&&pt(i,"end")){let d=i,p=[];for(;p.push(d),!d.isTextblock;)d=d.lastChild;let m=o,g=1;for(;!m.isTextblock;m=m.firstChild)g++;if(d.canReplace(
d.childCount,d.childCount,m.content)){if(t){let S=y.empty;for(let O=p.length-1;O>=0;O--)S=y.from(p[O].copy(S));let A=n.tr.step(new B(e.pos-p.length,e.pos+o.nodeSize,
e.pos+g,e.pos+o.nodeSize-g,new b(S,p.length,0),0,!0));t(A.scrollIntoView())}return!0}}return!1}function yo(n){return function(e,t){let r=e.selection,i=n<0?r.$from:
r.$to,o=i.depth;for(;i.node(o).isInline;){if(!o)return!1;o--}return i.node(o).isTextblock?(t&&t(e.tr.setSelection(C.create(e.doc,n<0?i.start(o):i.end(o)))),!0):
!1}}var Fa=yo(-1),La=yo(1);function bo(n,e=null){return function(t,r){let{$from:i,$to:o}=t.selection,s=i.blockRange(o),l=s&&un(s,n,e);return l?(r&&r(t.tr.wrap(s,
l).scrollIntoView()),!0):!1}}function Ft(n,e=null){return function(t,r){let i=!1;for(let o=0;o<t.selection.ranges.length&&!i;o++){let{$from:{pos:s},$to:{pos:l}}=t.
selection.ranges[o];t.doc.nodesBetween(s,l,(a,c)=>{if(i)return!1;if(!(!a.isTextblock||a.hasMarkup(n,e)))if(a.type==n)i=!0;else{let f=t.doc.resolve(c),h=f.index();
i=f.parent.canReplaceWith(h,h+1,n)}})}if(!i)return!1;if(r){let o=t.tr;for(let s=0;s<t.selection.ranges.length;s++){let{$from:{pos:l},$to:{pos:a}}=t.selection.ranges[s];
o.setBlockType(l,a,n,e)}r(o.scrollIntoView())}return!0}}function Va(n,e,t,r){for(let i=0;i<e.length;i++){let{$from:o,$to:s}=e[i],l=o.depth==0?n.inlineContent&&n.
type.allowsMarkType(t):!1;if(n.nodesBetween(o.pos,s.pos,(a,c)=>{if(l||!r&&a.isAtom&&a.isInline&&c>=o.pos&&c+a.nodeSize<=s.pos)return!1;l=a.inlineContent&&a.type.
allowsMarkType(t)}),l)return!0}return!1}function _a(n){let e=[];for(let t=0;t<n.length;t++){let{$from:r,$to:i}=n[t];r.doc.nodesBetween(r.pos,i.pos,(o,s)=>{if(o.
isAtom&&o.content.size&&o.isInline&&s>=r.pos&&s+o.nodeSize<=i.pos)return s+1>r.pos&&e.push(new De(r,r.doc.resolve(s+1))),r=r.doc.resolve(s+1+o.content.size),!1}),
r.pos<i.pos&&e.push(new De(r,i))}return e}function So(n,e=null,t){let r=(t&&t.removeWhenPresent)!==!1,i=(t&&t.enterInlineAtoms)!==!1,o=!(t&&t.includeWhitespace);
return function(s,l){let{empty:a,$cursor:c,ranges:f}=s.selection;if(a&&!c||!Va(s.doc,f,n,i))return!1;if(l)if(c)n.isInSet(s.storedMarks||c.marks())?l(s.tr.removeStoredMark(
n)):l(s.tr.addStoredMark(n.create(e)));else{let h,u=s.tr;i||(f=_a(f)),r?h=!f.some(d=>s.doc.rangeHasMark(d.$from.pos,d.$to.pos,n)):h=!f.every(d=>{let p=!1;return u.
doc.nodesBetween(d.$from.pos,d.$to.pos,(m,g,S)=>{if(p)return!1;p=!n.isInSet(m.marks)&&!!S&&S.type.allowsMarkType(n)&&!(m.isText&&/^\s*$/.test(m.textBetween(Math.
max(0,d.$from.pos-g),Math.min(m.nodeSize,d.$to.pos-g))))}),!p});for(let d=0;d<f.length;d++){let{$from:p,$to:m}=f[d];if(!h)u.removeMark(p.pos,m.pos,n);else{let g=p.
pos,S=m.pos,A=p.nodeAfter,O=m.nodeBefore,X=o&&A&&A.isText?/^\s*/.exec(A.text)[0].length:0,K=o&&O&&O.isText?/\s*$/.exec(O.text)[0].length:0;g+X<S&&(g+=X,S-=K),u.
addMark(g,S,n.create(e))}}l(u.scrollIntoView())}return!0}}function pr(...n){return function(e,t,r){for(let i=0;i<n.length;i++)if(n[i](e,t,r))return!0;return!1}}var ur=pr(fo,Ma,Oa),co=pr(fo,Da,Aa),ye={Enter:pr(Ea,Ra,Ia,
za),"Mod-Enter":Ta,Backspace:ur,"Mod-Backspace":ur,"Shift-Backspace":ur,Delete:co,"Mod-Delete":co,"Mod-a":Ba},xo={"Ctrl-h":ye.Backspace,"Alt-Backspace":ye["Mod-\
Backspace"],"Ctrl-d":ye.Delete,"Ctrl-Alt-Backspace":ye["Mod-Delete"],"Alt-Delete":ye["Mod-Delete"],"Alt-d":ye["Mod-Delete"],"Ctrl-a":Fa,"Ctrl-e":La};for(let n in ye)
xo[n]=ye[n];var $a=typeof navigator<"u"?/Mac|iP(hone|[oa]d)/.test(navigator.platform):typeof os<"u"&&os.platform?os.platform()=="darwin":!1,ko=$a?xo:ye;var be={8:"Backspace",9:"Tab",10:"Enter",12:"NumLock",13:"Enter",16:"Shift",17:"Control",18:"Alt",20:"CapsLock",27:"Escape",32:" ",33:"PageUp",34:"PageDown",35:"\
End",36:"Home",37:"ArrowLeft",38:"ArrowUp",39:"ArrowRight",40:"ArrowDown",44:"PrintScreen",45:"Insert",46:"Delete",59:";",61:"=",91:"Meta",92:"Meta",106:"*",107:"\
+",108:",",109:"-",110:".",111:"/",144:"NumLock",145:"ScrollLock",160:"Shift",161:"Shift",162:"Control",163:"Control",164:"Alt",165:"Alt",173:"-",186:";",187:"=",
188:",",189:"-",190:".",191:"/",192:"`",219:"[",220:"\\",221:"]",222:"'"},bn={48:")",49:"!",50:"@",51:"#",52:"$",53:"%",54:"^",55:"&",56:"*",57:"(",59:":",61:"+",
173:"_",186:":",187:"+",188:"<",189:"_",190:">",191:"?",192:"~",219:"{",220:"|",221:"}",222:'"'},Wa=typeof navigator<"u"&&/Mac/.test(navigator.platform),Ja=typeof navigator<
"u"&&/MSIE \d|Trident\/(?:[7-9]|\d{2,})\..*rv:(\d+)/.exec(navigator.userAgent);for(I=0;I<10;I++)be[48+I]=be[96+I]=String(I);var I;for(I=1;I<=24;I++)be[I+111]="F"+
I;var I;for(I=65;I<=90;I++)be[I]=String.fromCharCode(I+32),bn[I]=String.fromCharCode(I);var I;for(yn in be)bn.hasOwnProperty(yn)||(bn[yn]=be[yn]);var yn;function wo(n){
var e=Wa&&n.metaKey&&n.shiftKey&&!n.ctrlKey&&!n.altKey||Ja&&n.shiftKey&&n.key&&n.key.length==1||n.key=="Unidentified",t=!e&&n.key||(n.shiftKey?bn:be)[n.keyCode]||
n.key||"Unidentified";return t=="Esc"&&(t="Escape"),t=="Del"&&(t="Delete"),t=="Left"&&(t="ArrowLeft"),t=="Up"&&(t="ArrowUp"),t=="Right"&&(t="ArrowRight"),t=="Do\
wn"&&(t="ArrowDown"),t}var qa=typeof navigator<"u"&&/Mac|iP(hone|[oa]d)/.test(navigator.platform),Ha=typeof navigator<"u"&&/Win/.test(navigator.platform);function Ka(n){let e=n.split(
/-(?!$)/),t=e[e.length-1];t=="Space"&&(t=" ");let r,i,o,s;for(let l=0;l<e.length-1;l++){let a=e[l];if(/^(cmd|meta|m)$/i.test(a))s=!0;else if(/^a(lt)?$/i.test(a))
r=!0;else if(/^(c|ctrl|control)$/i.test(a))i=!0;else if(/^s(hift)?$/i.test(a))o=!0;else if(/^mod$/i.test(a))qa?s=!0:i=!0;else throw new Error("Unrecognized modi\
fier name: "+a)}return r&&(t="Alt-"+t),i&&(t="Ctrl-"+t),s&&(t="Meta-"+t),o&&(t="Shift-"+t),t}function ja(n){let e=Object.create(null);for(let t in n)e[Ka(t)]=n[t];
return e}function mr(n,e,t=!0){return e.altKey&&(n="Alt-"+n),e.ctrlKey&&(n="Ctrl-"+n),e.metaKey&&(n="Meta-"+n),t&&e.shiftKey&&(n="Shift-"+n),n}function Sn(n){return new ne(
{props:{handleKeyDown:Lt(n)}})}function Lt(n){let e=ja(n);return function(t,r){let i=wo(r),o,s=e[mr(i,r)];if(s&&s(t.state,t.dispatch,t))return!0;if(i.length==1&&
i!=" "){if(r.shiftKey){let l=e[mr(i,r,!1)];if(l&&l(t.state,t.dispatch,t))return!0}if((r.altKey||r.metaKey||r.ctrlKey)&&!(Ha&&r.ctrlKey&&r.altKey)&&(o=be[r.keyCode])&&
o!=i){let l=e[mr(o,r)];if(l&&l(t.state,t.dispatch,t))return!0}}return!1}}var P=function(n){for(var e=0;;e++)if(n=n.previousSibling,!n)return e},bt=function(n){let e=n.assignedSlot||n.parentNode;return e&&e.nodeType==11?e.host:e},xr=null,
xe=function(n,e,t){let r=xr||(xr=document.createRange());return r.setEnd(n,t??n.nodeValue.length),r.setStart(n,e||0),r},Ua=function(){xr=null},Ye=function(n,e,t,r){
return t&&(Co(n,e,t,r,-1)||Co(n,e,t,r,1))},Ga=/^(img|br|input|textarea|hr)$/i;function Co(n,e,t,r,i){for(var o;;){if(n==t&&e==r)return!0;if(e==(i<0?0:W(n))){let s=n.
parentNode;if(!s||!x(s)||Ut(n)||Ga.test(n.nodeName)||n.contentEditable=="false")return!1;e=P(n)+(i<0?0:1),n=s}else if(x(n)){let s=n.childNodes[e+(i<0?-1:0)];if(x(
s)&&s.contentEditable=="false")if(!((o=s.pmViewDesc)===null||o===void 0)&&o.ignoreForSelection)e+=i;else return!1;else n=s,e=i<0?W(n):0}else return!1}}function W(n){
return n.nodeType==3?n.nodeValue.length:n.childNodes.length}function x(n){return n.nodeType==1}function v(n){return n.nodeType==3}function Ze(n,e){return e?n.contains(
x(e)?e:e.parentNode):!1}function Xa(n,e){for(;;){if(v(n)&&e)return n;if(x(n)&&e>0){if(n.contentEditable=="false")return null;n=n.childNodes[e-1],e=W(n)}else if(n.
parentNode&&!Ut(n))e=P(n),n=n.parentNode;else return null}}function Ya(n,e){for(;;){if(v(n)&&e<n.nodeValue.length)return n;if(x(n)&&e<n.childNodes.length){if(n.
contentEditable=="false")return null;n=n.childNodes[e],e=0}else if(n.parentNode&&!Ut(n))e=P(n)+1,n=n.parentNode;else return null}}function Za(n,e,t){for(let r=e==
0,i=e==W(n);r||i;){if(n==t)return!0;let o=P(n);if(n=n.parentNode,!n)return!1;r=r&&o==0,i=i&&o==W(n)}}function Ut(n){let e;for(let t=n;t&&!(e=t.pmViewDesc);t=t.parentNode)
;return e&&e.node&&e.node.isBlock&&(e.dom==n||e.contentDOM==n)}var Tn=function(n){return n.focusNode&&Ye(n.focusNode,n.focusOffset,n.anchorNode,n.anchorOffset)};
function Qa(n,e){let t=document.createEvent("Event");return t.initEvent("keydown",!0,!0),t.keyCode=n,t.key=t.code=e,t}function ec(n){let e=n.activeElement;for(;e&&
e.shadowRoot;)e=e.shadowRoot.activeElement;return e}function tc(n,e,t){if(n.caretPositionFromPoint)try{let r=n.caretPositionFromPoint(e,t);if(r)return{node:r.offsetNode,
offset:Math.min(W(r.offsetNode),r.offset)}}catch{}if(n.caretRangeFromPoint){let r=n.caretRangeFromPoint(e,t);if(r)return{node:r.startContainer,offset:Math.min(W(
r.startContainer),r.startOffset)}}}var ce=typeof navigator<"u"?navigator:null,Mo=typeof document<"u"?document:null,ve=ce&&ce.userAgent||"",kr=/Edge\/(\d+)/.exec(
ve),Qo=/MSIE \d/.exec(ve),wr=/Trident\/(?:[7-9]|\d{2,})\..*rv:(\d+)/.exec(ve),Q=!!(Qo||wr||kr),Re=Qo?document.documentMode:wr?+wr[1]:kr?+kr[1]:0,te=!Q&&/gecko\/(\d+)/i.
test(ve);te&&+(/Firefox\/(\d+)/.exec(ve)||[0,0])[1];var Cr=!Q&&/Chrome\/(\d+)/.exec(ve),F=!!Cr,es=Cr?+Cr[1]:0,q=!Q&&!!ce&&/Apple Computer/.test(ce.vendor),St=q&&
(/Mobile\/\w+/.test(ve)||!!ce&&ce.maxTouchPoints>2),re=St||(ce?/Mac/.test(ce.platform):!1),ts=ce?/Win/.test(ce.platform):!1,ke=/Android \d/.test(ve),Rn=!!Mo&&"w\
ebkitFontSmoothing"in Mo.documentElement.style,nc=Rn?+(/\bAppleWebKit\/(\d+)/.exec(navigator.userAgent)||[0,0])[1]:0;function rc(n){let e=n.defaultView&&n.defaultView.
visualViewport;return e?{left:0,right:e.width,top:0,bottom:e.height}:{left:0,right:n.documentElement.clientWidth,top:0,bottom:n.documentElement.clientHeight}}function Se(n,e){
return typeof n=="number"?n:n[e]}function ic(n){let e=n.getBoundingClientRect(),t=e.width/n.offsetWidth||1,r=e.height/n.offsetHeight||1;return{left:e.left,right:e.
left+n.clientWidth*t,top:e.top,bottom:e.top+n.clientHeight*r}}function Oo(n,e,t){if(!Mr(e)&&e.left==0)return;let r=n.someProp("scrollThreshold")||0,i=n.someProp(
"scrollMargin")||5,o=n.dom.ownerDocument;for(let s=t||n.dom;s;){if(!x(s)){s=bt(s);continue}let l=s==o.body,a=l?rc(o):ic(s),c=0,f=0;if(e.top<a.top+Se(r,"top")?f=
-(a.top-e.top+Se(i,"top")):e.bottom>a.bottom-Se(r,"bottom")&&(f=e.bottom-e.top>a.bottom-a.top?e.top+Se(i,"top")-a.top:e.bottom-a.bottom+Se(i,"bottom")),e.left<a.
left+Se(r,"left")?c=-(a.left-e.left+Se(i,"left")):e.right>a.right-Se(r,"right")&&(c=e.right-a.right+Se(i,"right")),c||f)if(l)o.defaultView.scrollBy(c,f);else{let u=s.
scrollLeft,d=s.scrollTop;f&&(s.scrollTop+=f),c&&(s.scrollLeft+=c);let p=s.scrollLeft-u,m=s.scrollTop-d;e={left:e.left-p,top:e.top-m,right:e.right-p,bottom:e.bottom-
m}}let h=l?"fixed":getComputedStyle(s).position;if(/^(fixed|sticky)$/.test(h))break;s=h=="absolute"?s.offsetParent:bt(s)}}function oc(n){let e=n.dom.getBoundingClientRect(),
t=Math.max(0,e.top),r,i;for(let o=(e.left+e.right)/2,s=t+1;s<Math.min(innerHeight,e.bottom);s+=5){let l=n.root.elementFromPoint(o,s);if(!l||l==n.dom||!n.dom.contains(
l))continue;let a=l.getBoundingClientRect();if(a.top>=t-20){r=l,i=a.top;break}}return{refDOM:r,refTop:i,stack:ns(n.dom)}}function ns(n){let e=[],t=n.ownerDocument;
for(let r=n;r&&(e.push({dom:r,top:r.scrollTop,left:r.scrollLeft}),n!=t);r=bt(r));return e}function sc({refDOM:n,refTop:e,stack:t}){let r=n?n.getBoundingClientRect().
top:0;rs(t,r==0?0:r-e)}function rs(n,e){for(let t=0;t<n.length;t++){let{dom:r,top:i,left:o}=n[t];r.scrollTop!=i+e&&(r.scrollTop=i+e),r.scrollLeft!=o&&(r.scrollLeft=
o)}}var mt=null;function lc(n){if(n.setActive)return n.setActive();if(mt)return n.focus(mt);let e=ns(n);n.focus(mt==null?{get preventScroll(){return mt={preventScroll:!0},
!0}}:void 0),mt||(mt=!1,rs(e,0))}function is(n,e){let t,r=2e8,i,o=0,s=e.top,l=e.top,a,c;for(let f=n.firstChild,h=0;f;f=f.nextSibling,h++){let u;if(x(f))u=f.getClientRects();else if(v(
f))u=xe(f).getClientRects();else continue;for(let d=0;d<u.length;d++){let p=u[d];if(p.top<=s&&p.bottom>=l){s=Math.max(p.bottom,s),l=Math.min(p.top,l);let m=p.left>
e.left?p.left-e.left:p.right<e.left?e.left-p.right:0;if(m<r){t=f,r=m,i=m&&v(t)?{left:p.right<e.left?p.right:p.left,top:e.top}:e,x(f)&&m&&(o=h+(e.left>=(p.left+p.
right)/2?1:0));continue}}else p.top>e.top&&!a&&p.left<=e.left&&p.right>=e.left&&(a=f,c={left:Math.max(p.left,Math.min(p.right,e.left)),top:p.top});!t&&(e.left>=
p.right&&e.top>=p.top||e.left>=p.left&&e.top>=p.bottom)&&(o=h+1)}}return!t&&a&&(t=a,i=c,r=0),t&&v(t)?ac(t,i):!t||r?{node:n,offset:o}:is(t,i)}function ac(n,e){let t=n.
nodeValue.length,r=document.createRange(),i;for(let o=0;o<t;o++){r.setEnd(n,o+1),r.setStart(n,o);let s=Ae(r,1);if(s.top!=s.bottom&&_r(e,s)){i={node:n,offset:o+(e.
left>=(s.left+s.right)/2?1:0)};break}}return r.detach(),i||{node:n,offset:0}}function _r(n,e){return n.left>=e.left-1&&n.left<=e.right+1&&n.top>=e.top-1&&n.top<=
e.bottom+1}function cc(n,e){let t=n.parentNode;return t&&/^li$/i.test(t.nodeName)&&e.left<n.getBoundingClientRect().left?t:n}function fc(n,e,t){let{node:r,offset:i}=is(
e,t),o=-1;if(x(r)&&!r.firstChild){let s=r.getBoundingClientRect();o=s.left!=s.right&&t.left>(s.left+s.right)/2?1:-1}return n.docView.posFromDOM(r,i,o)}function hc(n,e,t,r){
let i=-1;for(let o=e,s=!1;o!=n.dom;){let l=n.docView.nearestDesc(o,!0),a;if(!l)return null;if(x(l.dom)&&(l.node.isBlock&&l.parent||!l.contentDOM)&&((a=l.dom.getBoundingClientRect()).
width||a.height)&&(l.node.isBlock&&l.parent&&!/^T(R|BODY|HEAD|FOOT)$/.test(l.dom.nodeName)&&(!s&&a.left>r.left||a.top>r.top?i=l.posBefore:(!s&&a.right<r.left||a.
bottom<r.top)&&(i=l.posAfter),s=!0),!l.contentDOM&&i<0&&!l.node.isText))return(l.node.isBlock?r.top<(a.top+a.bottom)/2:r.left<(a.left+a.right)/2)?l.posBefore:l.
posAfter;o=l.dom.parentNode}return i>-1?i:n.docView.posFromDOM(e,t,-1)}function ss(n,e,t){let r=n.childNodes.length;if(r&&t.top<t.bottom)for(let i=Math.max(0,Math.
min(r-1,Math.floor(r*(e.top-t.top)/(t.bottom-t.top))-2)),o=i;;){let s=n.childNodes[o];if(x(s)){let l=s.getClientRects();for(let a=0;a<l.length;a++){let c=l[a];if(_r(
e,c))return ss(s,e,c)}}if((o=(o+1)%r)==i)break}return n}function uc(n,e){let t=n.dom.ownerDocument,r,i=0,o=tc(t,e.left,e.top);o&&({node:r,offset:i}=o);let s=(n.
root.elementFromPoint?n.root:t).elementFromPoint(e.left,e.top),l;if(!s||!n.dom.contains(s)){let c=n.dom.getBoundingClientRect();if(!_r(e,c)||(s=ss(n.dom,e,c),!s))
return null}if(q)for(let c=s;r&&c;c=bt(c))c.draggable&&(r=void 0);if(s=cc(s,e),r){if(te&&x(r)&&(i=Math.min(i,r.childNodes.length),i<r.childNodes.length)){let f=r.
childNodes[i],h;f.nodeName=="IMG"&&(h=f.getBoundingClientRect()).right<=e.left&&h.bottom>e.top&&i++}let c;Rn&&i&&x(r)&&x(c=r.childNodes[i-1])&&c.contentEditable==
"false"&&c.getBoundingClientRect().top>=e.top&&i--,r==n.dom&&i==r.childNodes.length-1&&x(r.lastChild)&&e.top>r.lastChild.getBoundingClientRect().bottom?l=n.state.
doc.content.size:(i==0||!x(r)||r.childNodes[i-1].nodeName!="BR")&&(l=hc(n,r,i,e))}l==null&&(l=fc(n,s,e));let a=n.docView.nearestDesc(s,!0);return{pos:l,inside:a?
a.posAtStart-a.border:-1}}function Mr(n){return n.top<n.bottom||n.left<n.right}function Ae(n,e){let t=n.getClientRects();if(t.length){let r=t[e<0?0:t.length-1];
if(Mr(r))return r}return Array.prototype.find.call(t,Mr)||n.getBoundingClientRect()}var dc=/[\u0590-\u05f4\u0600-\u06ff\u0700-\u08ac]/;function ls(n,e,t){let{node:r,
offset:i,atom:o}=n.docView.domFromPos(e,t<0?-1:1),s=Rn||te;if(v(r))if(s&&(dc.test(r.nodeValue)||(t<0?!i:i==r.nodeValue.length))){let a=Ae(xe(r,i,i),t);if(te&&i&&
/\s/.test(r.nodeValue[i-1])&&i<r.nodeValue.length){let c=Ae(xe(r,i-1,i-1),-1);if(c.top==a.top){let f=Ae(xe(r,i,i+1),-1);if(f.top!=a.top)return Vt(f,f.left<c.left)}}
return a}else{let a=i,c=i,f=t<0?1:-1;return t<0&&!i?(c++,f=-1):t>=0&&i==r.nodeValue.length?(a--,f=1):t<0?a--:c++,Vt(Ae(xe(r,a,c),f),f<0)}if(!n.state.doc.resolve(
e-(o||0)).parent.inlineContent){if(o==null&&i&&(t<0||i==W(r))){let a=r.childNodes[i-1];if(x(a))return gr(a.getBoundingClientRect(),!1)}if(o==null&&i<W(r)){let a=r.
childNodes[i];if(x(a))return gr(a.getBoundingClientRect(),!0)}return gr(r.getBoundingClientRect(),t>=0)}if(o==null&&i&&(t<0||i==W(r))){let a=r.childNodes[i-1],c=v(
a)?xe(a,W(a)-(s?0:1)):x(a)&&(a.nodeName!="BR"||!a.nextSibling)?a:null;if(c)return Vt(Ae(c,1),!1)}if(o==null&&i<W(r)){let a=r.childNodes[i];for(;a.pmViewDesc&&a.
pmViewDesc.ignoreForCoords;)a=a.nextSibling;let c=a?v(a)?xe(a,0,s?0:1):x(a)?a:null:null;if(c)return Vt(Ae(c,-1),!0)}return Vt(Ae(v(r)?xe(r):r,-t),t>=0)}function Vt(n,e){
if(n.width==0)return n;let t=e?n.left:n.right;return{top:n.top,bottom:n.bottom,left:t,right:t}}function gr(n,e){if(n.height==0)return n;let t=e?n.top:n.bottom;return{
top:t,bottom:t,left:n.left,right:n.right}}function as(n,e,t){let r=n.state,i=n.root.activeElement;r!=e&&n.updateState(e),i!=n.dom&&n.focus();try{return t()}finally{
r!=e&&n.updateState(r),i!=n.dom&&i&&i.focus()}}function pc(n,e,t){let r=e.selection,i=t=="up"?r.$from:r.$to;return as(n,e,()=>{let{node:o}=n.docView.domFromPos(
i.pos,t=="up"?-1:1);for(;;){let l=n.docView.nearestDesc(o,!0);if(!l)break;if(l.node.isBlock){o=l.contentDOM||l.dom;break}o=l.dom.parentNode}let s=ls(n,i.pos,1);
for(let l=o.firstChild;l;l=l.nextSibling){let a;if(x(l))a=l.getClientRects();else if(v(l))a=xe(l,0,l.nodeValue.length).getClientRects();else continue;for(let c=0;c<
a.length;c++){let f=a[c];if(f.bottom>f.top+1&&(t=="up"?s.top-f.top>(f.bottom-s.top)*2:f.bottom-s.bottom>(s.bottom-f.top)*2))return!1}}return!0})}var mc=/[\u0590-\u08ac]/;
function gc(n,e,t){let{$head:r}=e.selection;if(!r.parent.isTextblock)return!1;let i=r.parentOffset,o=!i,s=i==r.parent.content.size,l=n.domSelection();return l?!mc.
test(r.parent.textContent)||!l.modify?t=="left"||t=="backward"?o:s:as(n,e,()=>{let{focusNode:a,focusOffset:c,anchorNode:f,anchorOffset:h}=n.domSelectionRange(),
u=l.caretBidiLevel;l.modify("move",t,"character");let d=r.depth?n.docView.domAfterPos(r.before()):n.dom,{focusNode:p,focusOffset:m}=n.domSelectionRange(),g=p&&!Ze(
d,p)||a==p&&c==m;try{l.collapse(f,h),a&&(a!=f||c!=h)&&l.extend&&l.extend(a,c)}catch{}return u!=null&&(l.caretBidiLevel=u),g}):r.pos==r.start()||r.pos==r.end()}var No=null,
Do=null,Ao=!1;function yc(n,e,t){return No==e&&Do==t?Ao:(No=e,Do=t,Ao=t=="up"||t=="down"?pc(n,e,t):gc(n,e,t))}var ie=0,Eo=1,He=2,le=3,Qe=class{constructor(e,t,r,i){
this.parent=e,this.children=t,this.dom=r,this.contentDOM=i,this.dirty=ie,r.pmViewDesc=this}matchesWidget(e){return!1}matchesMark(e){return!1}matchesNode(e,t,r){
return!1}matchesHack(e){return!1}parseRule(e){return null}stopEvent(e){return!1}get size(){let e=0;for(let t=0;t<this.children.length;t++)e+=this.children[t].size;
return e}get border(){return 0}destroy(){this.parent=void 0,this.dom.pmViewDesc==this&&(this.dom.pmViewDesc=void 0);for(let e=0;e<this.children.length;e++)this.
children[e].destroy()}posBeforeChild(e){for(let t=0,r=this.posAtStart;;t++){let i=this.children[t];if(i==e)return r;r+=i.size}}get posBefore(){return this.parent.
posBeforeChild(this)}get posAtStart(){return this.parent?this.parent.posBeforeChild(this)+this.border:0}get posAfter(){return this.posBefore+this.size}get posAtEnd(){
return this.posAtStart+this.size-2*this.border}localPosFromDOM(e,t,r){if(this.contentDOM&&Ze(this.contentDOM,e))if(r<0){let o,s;if(e==this.contentDOM)o=e.childNodes[t-
1];else{for(;e.parentNode!=this.contentDOM;)e=e.parentNode;o=e.previousSibling}for(;o&&!((s=o.pmViewDesc)&&s.parent==this);)o=o.previousSibling;return o?this.posBeforeChild(
s)+s.size:this.posAtStart}else{let o,s;if(e==this.contentDOM)o=e.childNodes[t];else{for(;e.parentNode!=this.contentDOM;)e=e.parentNode;o=e.nextSibling}for(;o&&!((s=
o.pmViewDesc)&&s.parent==this);)o=o.nextSibling;return o?this.posBeforeChild(s):this.posAtEnd}let i;if(e==this.dom&&this.contentDOM)i=t>P(this.contentDOM);else if(this.
contentDOM&&this.contentDOM!=this.dom&&this.dom.contains(this.contentDOM)){let o=e.compareDocumentPosition(this.contentDOM);o&16?i=t>Array.from(e.childNodes).findIndex(
s=>s.contains(this.contentDOM)):i=!(o&4)}else if(this.dom.firstChild){if(t==0)for(let o=e;;o=o.parentNode){if(o==this.dom){i=!1;break}if(o.previousSibling)break}
if(i==null&&t==e.childNodes.length)for(let o=e;;o=o.parentNode){if(o==this.dom){i=!0;break}if(o.nextSibling)break}}return i??r>0?this.posAtEnd:this.posAtStart}nearestDesc(e,t=!1){
for(let r=!0,i=e;i;i=i.parentNode){let o=this.getDesc(i),s;if(o&&(!t||o.node))if(r&&(s=o.nodeDOM)&&!(x(s)?Ze(s,e):s==e))r=!1;else return o}}getDesc(e){let t=e.pmViewDesc;
for(let r=t;r;r=r.parent)if(r==this)return t}posFromDOM(e,t,r){for(let i=e;i;i=i.parentNode){let o=this.getDesc(i);if(o)return o.localPosFromDOM(e,t,r)}return-1}descAt(e){
for(let t=0,r=0;t<this.children.length;t++){let i=this.children[t],o=r+i.size;if(r==e&&o!=r){for(;!i.border&&i.children.length;)for(let s=0;s<i.children.length;s++){
let l=i.children[s];if(l.size){i=l;break}}return i}if(e<o)return i.descAt(e-r-i.border);r=o}}domFromPos(e,t){if(!this.contentDOM)return{node:this.dom,offset:0,atom:e+
1};let r=0,i=0;for(let o=0;r<this.children.length;r++){let s=this.children[r],l=o+s.size;if(l>e){i=e-o;break}o=l}if(i)return this.children[r].domFromPos(i-this.
children[r].border,t);for(;r>0;r--){let o=this.children[r-1];if(o.size||!(o instanceof wn||o instanceof xn&&o.side>=0))break}if(t<=0){let o,s=!0;for(;o=r?this.children[r-
1]:null,!(!o||o.dom.parentNode==this.contentDOM);r--,s=!1);return o&&t&&s&&!o.border&&!o.domAtom?o.domFromPos(o.size,t):{node:this.contentDOM,offset:o?P(o.dom)+
1:0}}else{let o,s=!0;for(;o=r<this.children.length?this.children[r]:null,!(!o||o.dom.parentNode==this.contentDOM);r++,s=!1);return o&&s&&!o.border&&!o.domAtom?o.
domFromPos(0,t):{node:this.contentDOM,offset:o?P(o.dom):this.contentDOM.childNodes.length}}}parseRange(e,t,r=0){if(this.children.length==0)return{node:this.contentDOM,
from:e,to:t,fromOffset:0,toOffset:this.contentDOM.childNodes.length};let i=-1,o=-1;for(let s=r,l=0;;l++){let a=this.children[l],c=s+a.size;if(i==-1&&e<=c){let f=s+
a.border;if(e>=f&&t<=c-a.border&&a.node&&a.contentDOM&&this.contentDOM.contains(a.contentDOM))return a.parseRange(e,t,f);e=s;for(let h=l;h>0;h--){let u=this.children[h-
1];if(u.size&&u.dom.parentNode==this.contentDOM&&!u.emptyChildAt(1)){i=P(u.dom)+1;break}e-=u.size}i==-1&&(i=0)}if(i>-1&&(c>t||l==this.children.length-1)){t=c;for(let f=l+
1;f<this.children.length;f++){let h=this.children[f];if(h.size&&h.dom.parentNode==this.contentDOM&&!h.emptyChildAt(-1)){o=P(h.dom);break}t+=h.size}o==-1&&(o=this.
contentDOM.childNodes.length);break}s=c}return{node:this.contentDOM,from:e,to:t,fromOffset:i,toOffset:o}}emptyChildAt(e){if(this.border||!this.contentDOM||!this.
children.length)return!1;let t=this.children[e<0?0:this.children.length-1];return t.size==0||t.emptyChildAt(e)}domAfterPos(e){let{node:t,offset:r}=this.domFromPos(
e,0);if(!x(t)||r==t.childNodes.length)throw new RangeError("No node after pos "+e);return t.childNodes[r]}setSelection(e,t,r,i=!1){let o=Math.min(e,t),s=Math.max(
e,t);for(let d=0,p=0;d<this.children.length;d++){let m=this.children[d],g=p+m.size;if(o>p&&s<g)return m.setSelection(e-p-m.border,t-p-m.border,r,i);p=g}let l=this.
domFromPos(e,e?-1:1),a=t==e?l:this.domFromPos(t,t?-1:1),c=r.root.getSelection(),f=r.domSelectionRange(),h=!1;if((te||q)&&e==t){let{node:d,offset:p}=l;if(v(d)){if(h=
!!(p&&d.nodeValue[p-1]==`
`),h&&p==d.nodeValue.length)for(let m=d,g;m;m=m.parentNode){if(g=m.nextSibling){g.nodeName=="BR"&&(l=a={node:g.parentNode,offset:P(g)+1});break}let S=m.pmViewDesc;
if(S&&S.node&&S.node.isBlock)break}}else{let m=d.childNodes[p-1];h=m&&(m.nodeName=="BR"||m.contentEditable=="false")}}if(te&&f.focusNode&&f.focusNode!=a.node&&x(
f.focusNode)){let d=f.focusNode.childNodes[f.focusOffset];d&&d.contentEditable=="false"&&(i=!0)}if(!(i||h&&q)&&Ye(l.node,l.offset,f.anchorNode,f.anchorOffset)&&
Ye(a.node,a.offset,f.focusNode,f.focusOffset))return;let u=!1;if((c.extend||e==t)&&!(h&&te)){c.collapse(l.node,l.offset);try{e!=t&&c.extend(a.node,a.offset),u=!0}catch{}}
if(!u){if(e>t){let p=l;l=a,a=p}let d=document.createRange();d.setEnd(a.node,a.offset),d.setStart(l.node,l.offset),c.removeAllRanges(),c.addRange(d)}}ignoreMutation(e){
return!this.contentDOM&&e.type!="selection"}get contentLost(){return this.contentDOM&&this.contentDOM!=this.dom&&!this.dom.contains(this.contentDOM)}markDirty(e,t){
for(let r=0,i=0;i<this.children.length;i++){let o=this.children[i],s=r+o.size;if(r==s?e<=s&&t>=r:e<s&&t>r){let l=r+o.border,a=s-o.border;if(e>=l&&t<=a){this.dirty=
e==r||t==s?He:Eo,e==l&&t==a&&(o.contentLost||o.dom.parentNode!=this.contentDOM)?o.dirty=le:o.markDirty(e-l,t-l);return}else o.dirty=o.dom==o.contentDOM&&o.dom.parentNode==
this.contentDOM&&!o.children.length?He:le}r=s}this.dirty=He}markParentsDirty(){let e=1;for(let t=this.parent;t;t=t.parent,e++){let r=e==1?He:Eo;t.dirty<r&&(t.dirty=
r)}}get domAtom(){return!1}get ignoreForCoords(){return!1}get ignoreForSelection(){return!1}isText(e){return!1}},xn=class extends Qe{constructor(e,t,r,i){let o,
s=t.type.toDOM;if(typeof s=="function"&&(s=s(r,()=>{if(!o)return i;if(o.parent)return o.parent.posBeforeChild(o)})),!t.type.spec.raw){let l=x(s)?s:document.createElement(
"span");l!=s&&(l.appendChild(s),s=l),l.hasAttribute("contenteditable")||(l.contentEditable="false"),l.classList.add("ProseMirror-widget")}super(e,[],s,null),this.
widget=t,this.widget=t,o=this}matchesWidget(e){return this.dirty==ie&&e.type.eq(this.widget.type)}parseRule(){return{ignore:!0}}stopEvent(e){let t=this.widget.spec.
stopEvent;return t?t(e):!1}ignoreMutation(e){return e.type!="selection"||this.widget.spec.ignoreSelection}destroy(){this.widget.type.destroy(this.dom),super.destroy()}get domAtom(){
return!0}get ignoreForSelection(){return!!this.widget.type.spec.relaxedSide}get side(){return this.widget.type.side}},Or=class extends Qe{constructor(e,t,r,i){super(
e,[],t,null),this.textDOM=r,this.text=i}get size(){return this.text.length}localPosFromDOM(e,t){return e!=this.textDOM?this.posAtStart+(t?this.size:0):this.posAtStart+
t}domFromPos(e){return{node:this.textDOM,offset:e}}ignoreMutation(e){return e.type==="characterData"&&e.target.nodeValue==e.oldValue}},je=class n extends Qe{constructor(e,t,r,i,o){
super(e,[],r,i),this.mark=t,this.spec=o}static create(e,t,r,i){let o=i.nodeViews[t.type.name],s=o&&o(t,i,r);return(!s||!s.dom)&&(s=pe.renderSpec(document,t.type.
spec.toDOM(t,r),null,t.attrs)),new n(e,t,s.dom,s.contentDOM||s.dom,s)}parseRule(){return this.dirty&le||this.mark.type.spec.reparseInView?null:{mark:this.mark.type.
name,attrs:this.mark.attrs,contentElement:this.contentDOM}}matchesMark(e){return this.dirty!=le&&this.mark.eq(e)}markDirty(e,t){if(super.markDirty(e,t),this.dirty!=
ie){let r=this.parent;for(;!r.node;)r=r.parent;r.dirty<this.dirty&&(r.dirty=this.dirty),this.dirty=ie}}slice(e,t,r){let i=n.create(this.parent,this.mark,!0,r),o=this.
children,s=this.size;t<s&&(o=Er(o,t,s,r)),e>0&&(o=Er(o,0,e,r));for(let l=0;l<o.length;l++)o[l].parent=i;return i.children=o,i}ignoreMutation(e){return this.spec.
ignoreMutation?this.spec.ignoreMutation(e):super.ignoreMutation(e)}destroy(){this.spec.destroy&&this.spec.destroy(),super.destroy()}},Ie=class n extends Qe{constructor(e,t,r,i,o,s,l){
super(e,[],o,s),this.node=t,this.outerDeco=r,this.innerDeco=i,this.nodeDOM=l}static create(e,t,r,i,o,s){let l=o.nodeViews[t.type.name],a,c=l&&l(t,o,()=>{if(!a)return s;
if(a.parent)return a.parent.posBeforeChild(a)},r,i),f=c&&c.dom,h=c&&c.contentDOM;if(t.isText){if(!f)f=document.createTextNode(t.text);else if(!v(f))throw new RangeError(
"Text must be rendered as a DOM text node")}else f||({dom:f,contentDOM:h}=pe.renderSpec(document,t.type.spec.toDOM(t),null,t.attrs));!h&&!t.isText&&f.nodeName!=
"BR"&&(f.hasAttribute("contenteditable")||(f.contentEditable="false"),t.type.spec.draggable&&(f.draggable=!0));let u=f;return f=hs(f,r,t),c?a=new Nr(e,t,r,i,f,h||
null,u,c):t.isText?new kn(e,t,r,i,f,u):new n(e,t,r,i,f,h||null,u)}parseRule(e){if(this.node.type.spec.reparseInView)return null;let t={node:this.node.type.name,
attrs:this.node.attrs};if(this.node.type.whitespace=="pre"&&(t.preserveWhitespace="full"),!this.contentDOM)t.getContent=()=>this.node.content;else if(!this.contentLost)
t.contentElement=this.contentDOM;else{for(let r=this.children.length-1;r>=0;r--){let i=this.children[r];if(this.dom.contains(i.dom.parentNode)){t.contentElement=
i.dom.parentNode;break}}if(!t.contentElement){let r=e&&e.find(i=>x(i)&&e.indexOf(i.parentNode)<0&&this.dom.contains(i));r?t.contentElement=r:t.getContent=()=>y.
empty}}return t}matchesNode(e,t,r){return this.dirty==ie&&e.eq(this.node)&&Cn(t,this.outerDeco)&&r.eq(this.innerDeco)}get size(){return this.node.nodeSize}get border(){
return this.node.isLeaf?0:1}updateChildren(e,t){let r=this.node.inlineContent,i=t,o=e.composing?this.localCompositionInfo(e,t):null,s=o&&o.pos>-1?o:null,l=o&&o.
pos<0,a=new Ar(this,s&&s.node,e),c=this.node.inlineContent,f=c&&this.node.isBlock;kc(this.node,this.innerDeco,(h,u,d)=>{h.spec.marks?a.syncToMarks(h.spec.marks,
r,e,u):h.type.side>=0&&!d&&a.syncToMarks(u==this.node.childCount?M.none:this.node.child(u).marks,r,e,u),a.placeWidget(h,e,i)},(h,u,d,p)=>{a.syncToMarks(h.marks,
r,e,p),f&&h.isAtom&&!h.isText&&a.addHackNode("IMG",a.top);let m;a.findNodeMatch(h,u,d,p)||l&&e.state.selection.from>i&&e.state.selection.to<i+h.nodeSize&&(m=a.findIndexWithChild(
o.node))>-1&&a.updateNodeAt(h,u,d,m,e)||a.updateNextNode(h,u,d,e,p,i)||a.addNode(h,u,d,e,i),i+=h.nodeSize,c&&(f=h.isAtom&&!h.isText)}),a.syncToMarks([],r,e,0),this.
node.isTextblock&&a.addTextblockHacks(),a.destroyRest(),(a.changed||this.dirty==He)&&(s&&this.protectLocalComposition(e,s),cs(this.contentDOM,this.children,e),St&&
wc(this.dom))}localCompositionInfo(e,t){let{from:r,to:i}=e.state.selection;if(!(e.state.selection instanceof C)||r<t||i>t+this.node.content.size)return null;let o=e.
input.compositionNode;if(!o||!this.dom.contains(o.parentNode))return null;if(this.node.inlineContent){let s=o.nodeValue,l=Cc(this.node.content,s,r-t,i-t);return l<
0?null:{node:o,pos:l,text:s}}else return{node:o,pos:-1,text:""}}protectLocalComposition(e,{node:t,pos:r,text:i}){if(this.getDesc(t))return;let o=t;for(;o.parentNode!=
this.contentDOM;o=o.parentNode){for(;o.previousSibling;)o.parentNode.removeChild(o.previousSibling);for(;o.nextSibling;)o.parentNode.removeChild(o.nextSibling);
o.pmViewDesc&&(o.pmViewDesc=void 0)}let s=new Or(this,o,t,i);e.input.compositionNodes.push(s),this.children=Er(this.children,r,r+i.length,e,s)}update(e,t,r,i){return this.
dirty==le||!e.sameMarkup(this.node)?!1:(this.updateInner(e,t,r,i),!0)}updateInner(e,t,r,i){this.updateOuterDeco(t),this.node=e,this.innerDeco=r,this.contentDOM&&
this.updateChildren(i,this.posAtStart),this.dirty=ie}updateOuterDeco(e){if(Cn(e,this.outerDeco))return;let t=!x(this.nodeDOM),r=this.dom;this.dom=fs(this.dom,this.
nodeDOM,Dr(this.outerDeco,this.node,t),Dr(e,this.node,t)),this.dom!=r&&(r.pmViewDesc=void 0,this.dom.pmViewDesc=this),this.outerDeco=e}selectNode(){x(this.nodeDOM)&&
(this.nodeDOM.classList.add("ProseMirror-selectednode"),(this.contentDOM||!this.node.type.spec.draggable)&&(this.nodeDOM.draggable=!0))}deselectNode(){x(this.nodeDOM)&&
(this.nodeDOM.classList.remove("ProseMirror-selectednode"),(this.contentDOM||!this.node.type.spec.draggable)&&this.nodeDOM.removeAttribute("draggable"))}get domAtom(){
return this.node.isAtom}};function To(n,e,t,r,i){hs(r,e,n);let o=new Ie(void 0,n,e,t,r,r,r);return o.contentDOM&&o.updateChildren(i,0),o}var kn=class n extends Ie{constructor(e,t,r,i,o,s){
super(e,t,r,i,o,null,s)}parseRule(){let e=this.nodeDOM.parentNode;for(;e&&e!=this.dom&&!e.pmIsDeco;)e=e.parentNode;return{skip:e||!0}}update(e,t,r,i){return this.
dirty==le||this.dirty!=ie&&!this.inParent()||!e.sameMarkup(this.node)?!1:(this.updateOuterDeco(t),(this.dirty!=ie||e.text!=this.node.text)&&e.text!=this.nodeDOM.
nodeValue&&(this.nodeDOM.nodeValue=e.text,i.trackWrites==this.nodeDOM&&(i.trackWrites=null)),this.node=e,this.dirty=ie,!0)}inParent(){let e=this.parent.contentDOM;
for(let t=this.nodeDOM;t;t=t.parentNode)if(t==e)return!0;return!1}domFromPos(e){return{node:this.nodeDOM,offset:e}}localPosFromDOM(e,t,r){return e==this.nodeDOM?
this.posAtStart+Math.min(t,this.node.text.length):super.localPosFromDOM(e,t,r)}ignoreMutation(e){return e.type!="characterData"&&e.type!="selection"}slice(e,t,r){
let i=this.node.cut(e,t),o=document.createTextNode(i.text);return new n(this.parent,i,this.outerDeco,this.innerDeco,o,o)}markDirty(e,t){super.markDirty(e,t),this.
dom!=this.nodeDOM&&(e==0||t==this.nodeDOM.nodeValue.length)&&(this.dirty=le)}get domAtom(){return!1}isText(e){return this.node.text==e}},wn=class extends Qe{parseRule(){
return{ignore:!0}}matchesHack(e){return this.dirty==ie&&this.dom.nodeName==e}get domAtom(){return!0}get ignoreForCoords(){return this.dom.nodeName=="IMG"}},Nr=class extends Ie{constructor(e,t,r,i,o,s,l,a){
super(e,t,r,i,o,s,l),this.spec=a}update(e,t,r,i){if(this.dirty==le)return!1;if(this.spec.update&&(this.node.type==e.type||this.spec.multiType)){let o=this.spec.
update(e,t,r);return o&&this.updateInner(e,t,r,i),o}else return!this.contentDOM&&!e.isLeaf?!1:super.update(e,t,r,i)}selectNode(){this.spec.selectNode?this.spec.
selectNode():super.selectNode()}deselectNode(){this.spec.deselectNode?this.spec.deselectNode():super.deselectNode()}setSelection(e,t,r,i){this.spec.setSelection?
this.spec.setSelection(e,t,r.root):super.setSelection(e,t,r,i)}destroy(){this.spec.destroy&&this.spec.destroy(),super.destroy()}stopEvent(e){return this.spec.stopEvent?
this.spec.stopEvent(e):!1}ignoreMutation(e){return this.spec.ignoreMutation?this.spec.ignoreMutation(e):super.ignoreMutation(e)}};function cs(n,e,t){let r=n.firstChild,
i=!1;for(let o=0;o<e.length;o++){let s=e[o],l=s.dom;if(l.parentNode==n){for(;l!=r;)r=Ro(r),i=!0;r=r.nextSibling}else i=!0,n.insertBefore(l,r);if(s instanceof je){
let a=r?r.previousSibling:n.lastChild;cs(s.contentDOM,s.children,t),r=a?a.nextSibling:n.firstChild}}for(;r;)r=Ro(r),i=!0;i&&t.trackWrites==n&&(t.trackWrites=null)}
var $t=function(n){n&&(this.nodeName=n)};$t.prototype=Object.create(null);var Ke=[new $t];function Dr(n,e,t){if(n.length==0)return Ke;let r=t?Ke[0]:new $t,i=[r];
for(let o=0;o<n.length;o++){let s=n[o].type.attrs;if(s){s.nodeName&&i.push(r=new $t(s.nodeName));for(let l in s){let a=s[l];a!=null&&(t&&i.length==1&&i.push(r=new $t(
e.isInline?"span":"div")),l=="class"?r.class=(r.class?r.class+" ":"")+a:l=="style"?r.style=(r.style?r.style+";":"")+a:l!="nodeName"&&(r[l]=a))}}}return i}function fs(n,e,t,r){
if(t==Ke&&r==Ke)return e;let i=e;for(let o=0;o<r.length;o++){let s=r[o],l=t[o];if(o){let a;l&&l.nodeName==s.nodeName&&i!=n&&(a=i.parentNode)&&a.nodeName.toLowerCase()==
s.nodeName||(a=document.createElement(s.nodeName),a.pmIsDeco=!0,a.appendChild(i),l=Ke[0]),i=a}bc(i,l||Ke[0],s)}return i}function bc(n,e,t){for(let r in e)r!="cl\
ass"&&r!="style"&&r!="nodeName"&&!(r in t)&&n.removeAttribute(r);for(let r in t)r!="class"&&r!="style"&&r!="nodeName"&&t[r]!=e[r]&&n.setAttribute(r,t[r]);if(e.class!=
t.class){let r=e.class?e.class.split(" ").filter(Boolean):[],i=t.class?t.class.split(" ").filter(Boolean):[];for(let o=0;o<r.length;o++)i.indexOf(r[o])==-1&&n.classList.
remove(r[o]);for(let o=0;o<i.length;o++)r.indexOf(i[o])==-1&&n.classList.add(i[o]);n.classList.length==0&&n.removeAttribute("class")}if(e.style!=t.style){if(e.style){
let r=/\s*([\w\-\xa1-\uffff]+)\s*:(?:"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|\(.*?\)|[^;])*/g,i;for(;i=r.exec(e.style);)n.style.removeProperty(i[1])}t.style&&(n.style.cssText+=
t.style)}}function hs(n,e,t){return fs(n,n,Ke,Dr(e,t,!x(n)))}function Cn(n,e){if(n.length!=e.length)return!1;for(let t=0;t<n.length;t++)if(!n[t].type.eq(e[t].type))
return!1;return!0}function Ro(n){let e=n.nextSibling;return n.parentNode.removeChild(n),e}var Ar=class{constructor(e,t,r){this.lock=t,this.view=r,this.index=0,this.
stack=[],this.changed=!1,this.top=e,this.preMatch=Sc(e.node.content,e)}destroyBetween(e,t){if(e!=t){for(let r=e;r<t;r++)this.top.children[r].destroy();this.top.
children.splice(e,t-e),this.changed=!0}}destroyRest(){this.destroyBetween(this.index,this.top.children.length)}syncToMarks(e,t,r,i){let o=0,s=this.stack.length>>
1,l=Math.min(s,e.length);for(;o<l&&(o==s-1?this.top:this.stack[o+1<<1]).matchesMark(e[o])&&e[o].type.spec.spanning!==!1;)o++;for(;o<s;)this.destroyRest(),this.top.
dirty=ie,this.index=this.stack.pop(),this.top=this.stack.pop(),s--;for(;s<e.length;){this.stack.push(this.top,this.index+1);let a=-1,c=this.top.children.length;
i<this.preMatch.index&&(c=Math.min(this.index+3,c));for(let f=this.index;f<c;f++){let h=this.top.children[f];if(h.matchesMark(e[s])&&!this.isLocked(h.dom)){a=f;
break}}if(a<0&&this.index<this.top.children.length){let f=this.top.children[this.index];f instanceof je&&f.dirty!=le&&f.mark.type==e[s].type&&f.spec.update&&!this.
isLocked(f.dom)&&f.spec.update(e[s])&&(f.mark=e[s],a=this.index,this.changed=!0)}if(a>-1)a>this.index&&(this.changed=!0,this.destroyBetween(this.index,a)),this.
top=this.top.children[this.index];else{let f=je.create(this.top,e[s],t,r);this.top.children.splice(this.index,0,f),this.top=f,this.changed=!0}this.index=0,s++}}findNodeMatch(e,t,r,i){
let o=-1,s;if(i>=this.preMatch.index&&(s=this.preMatch.matches[i-this.preMatch.index]).parent==this.top&&s.matchesNode(e,t,r))o=this.top.children.indexOf(s,this.
index);else for(let l=this.index,a=Math.min(this.top.children.length,l+5);l<a;l++){let c=this.top.children[l];if(c.matchesNode(e,t,r)&&!this.preMatch.matched.has(
c)){o=l;break}}return o<0?!1:(this.destroyBetween(this.index,o),this.index++,!0)}updateNodeAt(e,t,r,i,o){let s=this.top.children[i];return s.dirty==le&&s.dom==s.
contentDOM&&(s.dirty=He),s.update(e,t,r,o)?(this.destroyBetween(this.index,i),this.index++,!0):!1}findIndexWithChild(e){for(;;){let t=e.parentNode;if(!t)return-1;
if(t==this.top.contentDOM){let r=e.pmViewDesc;if(r){for(let i=this.index;i<this.top.children.length;i++)if(this.top.children[i]==r)return i}return-1}e=t}}updateNextNode(e,t,r,i,o,s){
for(let l=this.index;l<this.top.children.length;l++){let a=this.top.children[l];if(a instanceof Ie){let c=this.preMatch.matched.get(a);if(c!=null&&c!=o)return!1;
let f=a.dom,h,u=this.isLocked(f)&&!(e.isText&&a.node&&a.node.isText&&a.nodeDOM.nodeValue==e.text&&a.dirty!=le&&Cn(t,a.outerDeco));if(!u&&a.update(e,t,r,i))return this.
destroyBetween(this.index,l),a.dom!=f&&(this.changed=!0),this.index++,!0;if(!u&&(h=this.recreateWrapper(a,e,t,r,i,s)))return this.destroyBetween(this.index,l),this.
top.children[this.index]=h,h.contentDOM&&(h.dirty=He,h.updateChildren(i,s+1),h.dirty=ie),this.changed=!0,this.index++,!0;break}}return!1}recreateWrapper(e,t,r,i,o,s){
if(e.dirty||t.isAtom||!e.children.length||!e.node.content.eq(t.content)||!Cn(r,e.outerDeco)||!i.eq(e.innerDeco))return null;let l=Ie.create(this.top,t,r,i,o,s);
if(l.contentDOM){l.children=e.children,e.children=[];for(let a of l.children)a.parent=l}return e.destroy(),l}addNode(e,t,r,i,o){let s=Ie.create(this.top,e,t,r,i,
o);s.contentDOM&&s.updateChildren(i,o+1),this.top.children.splice(this.index++,0,s),this.changed=!0}placeWidget(e,t,r){let i=this.index<this.top.children.length?
this.top.children[this.index]:null;if(i&&i.matchesWidget(e)&&(e==i.widget||!i.widget.type.toDOM.parentNode))this.index++;else{let o=new xn(this.top,e,t,r);this.
top.children.splice(this.index++,0,o),this.changed=!0}}addTextblockHacks(){let e=this.top.children[this.index-1],t=this.top;for(;e instanceof je;)t=e,e=t.children[t.
children.length-1];(!e||!(e instanceof kn)||/\n$/.test(e.node.text)||this.view.requiresGeckoHackNode&&/\s$/.test(e.node.text))&&((q||F)&&e&&e.dom.contentEditable==
"false"&&this.addHackNode("IMG",t),this.addHackNode("BR",this.top))}addHackNode(e,t){if(t==this.top&&this.index<t.children.length&&t.children[this.index].matchesHack(
e))this.index++;else{let r=document.createElement(e);e=="IMG"&&(r.className="ProseMirror-separator",r.alt=""),e=="BR"&&(r.className="ProseMirror-trailingBreak");
let i=new wn(this.top,[],r,null);t!=this.top?t.children.push(i):t.children.splice(this.index++,0,i),this.changed=!0}}isLocked(e){return this.lock&&(e==this.lock||
x(e)&&e.contains(this.lock.parentNode))}};function Sc(n,e){let t=e,r=t.children.length,i=n.childCount,o=new Map,s=[];e:for(;i>0;){let l;for(;;)if(r){let c=t.children[r-
1];if(c instanceof je)t=c,r=c.children.length;else{l=c,r--;break}}else{if(t==e)break e;r=t.parent.children.indexOf(t),t=t.parent}let a=l.node;if(a){if(a!=n.child(
i-1))break;--i,o.set(l,i),s.push(l)}}return{index:i,matched:o,matches:s.reverse()}}function xc(n,e){return n.type.side-e.type.side}function kc(n,e,t,r){let i=e.
locals(n),o=0;if(i.length==0){for(let c=0;c<n.childCount;c++){let f=n.child(c);r(f,i,e.forChild(o,f),c),o+=f.nodeSize}return}let s=0,l=[],a=null;for(let c=0;;){
let f,h;for(;s<i.length&&i[s].to==o;){let g=i[s++];g.widget&&(f?(h||(h=[f])).push(g):f=g)}if(f)if(h){h.sort(xc);for(let g=0;g<h.length;g++)t(h[g],c,!!a)}else t(
f,c,!!a);let u,d;if(a)d=-1,u=a,a=null;else if(c<n.childCount)d=c,u=n.child(c++);else break;for(let g=0;g<l.length;g++)l[g].to<=o&&l.splice(g--,1);for(;s<i.length&&
i[s].from<=o&&i[s].to>o;)l.push(i[s++]);let p=o+u.nodeSize;if(u.isText){let g=p;s<i.length&&i[s].from<g&&(g=i[s].from);for(let S=0;S<l.length;S++)l[S].to<g&&(g=
l[S].to);g<p&&(a=u.cut(g-o),u=u.cut(0,g-o),p=g,d=-1)}else for(;s<i.length&&i[s].to<p;)s++;let m=u.isInline&&!u.isLeaf?l.filter(g=>!g.inline):l.slice();r(u,m,e.forChild(
o,u),d),o=p}}function wc(n){if(n.nodeName=="UL"||n.nodeName=="OL"){let e=n.style.cssText;n.style.cssText=e+"; list-style: square !important",window.getComputedStyle(
n).listStyle,n.style.cssText=e}}function Cc(n,e,t,r){for(let i=0,o=0;i<n.childCount&&o<=r;){let s=n.child(i++),l=o;if(o+=s.nodeSize,!s.isText)continue;let a=s.text;
for(;i<n.childCount;){let c=n.child(i++);if(o+=c.nodeSize,!c.isText)break;a+=c.text}if(o>=t){if(o>=r&&a.slice(r-e.length-l,r-l)==e)return r-e.length;let c=l<r?a.
lastIndexOf(e,r-l-1):-1;if(c>=0&&c+e.length+l>=t)return l+c;if(t==r&&a.length>=r+e.length-l&&a.slice(r-l,r-l+e.length)==e)return r}}return-1}function Er(n,e,t,r,i){
let o=[];for(let s=0,l=0;s<n.length;s++){let a=n[s],c=l,f=l+=a.size;c>=t||f<=e?o.push(a):(c<e&&o.push(a.slice(0,e-c,r)),i&&(o.push(i),i=void 0),f>t&&o.push(a.slice(
t-c,a.size,r)))}return o}function $r(n,e=null){let t=n.domSelectionRange(),r=n.state.doc;if(!t.focusNode)return null;let i=n.docView.nearestDesc(t.focusNode),o=i&&
i.size==0,s=n.docView.posFromDOM(t.focusNode,t.focusOffset,1);if(s<0)return null;let l=r.resolve(s),a,c;if(Tn(t)){for(a=s;i&&!i.node;)i=i.parent;if(i&&i.node.isAtom&&
w.isSelectable(i.node)&&i.parent&&!(i.node.isInline&&Za(t.focusNode,t.focusOffset,i.dom))){let h=i.posBefore;c=new w(s==h?l:r.resolve(h))}else if(te&&e=="key"&&
s>n.state.selection.to&&x(t.focusNode)&&t.focusOffset==t.focusNode.childNodes.length&&i&&i.posAtStart>n.state.selection.to)for(let h=t.focusNode;;h=h.parentNode){
if(getComputedStyle(h).overflow!="visible"){c=k.findFrom(r.resolve(i.posAtStart),1);break}if(h==i.dom||h.nextSibling||!h.parentNode||!x(h.parentNode))break}}else{
if(t instanceof n.dom.ownerDocument.defaultView.Selection&&t.rangeCount>1){let h=s,u=s;for(let d=0;d<t.rangeCount;d++){let p=t.getRangeAt(d);h=Math.min(h,n.docView.
posFromDOM(p.startContainer,p.startOffset,1)),u=Math.max(u,n.docView.posFromDOM(p.endContainer,p.endOffset,-1))}if(h<0)return null;[a,s]=u==n.state.selection.anchor?
[u,h]:[h,u],l=r.resolve(s)}else a=n.docView.posFromDOM(t.anchorNode,t.anchorOffset,1);if(a<0)return null}let f=r.resolve(a);if(!c){let h=e=="pointer"||n.state.selection.
head<l.pos&&!o?1:-1;c=Wr(n,f,l,h)}return c}function us(n){return n.editable?n.hasFocus():ps(n)&&document.activeElement&&document.activeElement.contains(n.dom)}function Ce(n,e=!1){
let t=n.state.selection;if(ds(n,t),!us(n))return;let r=n.input.mouseDown;if(!e&&F&&r){let i=n.domSelectionRange(),o=n.domObserver.currentSelection;if(i.anchorNode&&
o.anchorNode&&Ye(i.anchorNode,i.anchorOffset,o.anchorNode,o.anchorOffset)&&r.delaySelUpdate()){n.domObserver.setCurSelection();return}}if(n.domObserver.disconnectSelection(),
n.cursorWrapper)Oc(n);else{let{anchor:i,head:o}=t,s,l;Io&&!(t instanceof C)&&(t.$from.parent.inlineContent||(s=vo(n,t.from)),!t.empty&&!t.$from.parent.inlineContent&&
(l=vo(n,t.to))),n.docView.setSelection(i,o,n,e),Io&&(s&&zo(s),l&&zo(l)),t.visible?n.dom.classList.remove("ProseMirror-hideselection"):(n.dom.classList.add("Pros\
eMirror-hideselection"),"onselectionchange"in document&&Mc(n))}n.domObserver.setCurSelection(),n.domObserver.connectSelection()}var Io=q||F&&es<63;function vo(n,e){
let{node:t,offset:r}=n.docView.domFromPos(e,0),i=r<t.childNodes.length?t.childNodes[r]:null,o=r?t.childNodes[r-1]:null;if(q&&i&&i.contentEditable=="false")return yr(
i);if((!i||i.contentEditable=="false")&&(!o||o.contentEditable=="false")){if(i)return yr(i);if(o)return yr(o)}}function yr(n){return n.contentEditable="true",q&&
n.draggable&&(n.draggable=!1,n.wasDraggable=!0),n}function zo(n){n.contentEditable="false",n.wasDraggable&&(n.draggable=!0,n.wasDraggable=null)}function Mc(n){let e=n.
dom.ownerDocument;e.removeEventListener("selectionchange",n.input.hideSelectionGuard);let t=n.domSelectionRange(),r=t.anchorNode,i=t.anchorOffset;e.addEventListener(
"selectionchange",n.input.hideSelectionGuard=()=>{(t.anchorNode!=r||t.anchorOffset!=i)&&(e.removeEventListener("selectionchange",n.input.hideSelectionGuard),setTimeout(
()=>{(!us(n)||n.state.selection.visible)&&n.dom.classList.remove("ProseMirror-hideselection")},20))})}function Oc(n){let e=n.domSelection();if(!e)return;let t=n.
cursorWrapper.dom,r=t.nodeName=="IMG";r?e.collapse(t.parentNode,P(t)+1):e.collapse(t,0),!r&&!n.state.selection.visible&&Q&&Re<=11&&(t.disabled=!0,t.disabled=!1)}
function ds(n,e){if(e instanceof w){let t=n.docView.descAt(e.from);t!=n.lastSelectedViewDesc&&(Bo(n),t&&t.selectNode(),n.lastSelectedViewDesc=t)}else Bo(n)}function Bo(n){
n.lastSelectedViewDesc&&(n.lastSelectedViewDesc.parent&&n.lastSelectedViewDesc.deselectNode(),n.lastSelectedViewDesc=void 0)}function Wr(n,e,t,r){return n.someProp(
"createSelectionBetween",i=>i(n,e,t))||C.between(e,t,r)}function Po(n){return n.editable&&!n.hasFocus()?!1:ps(n)}function ps(n){let e=n.domSelectionRange();if(!e.
anchorNode)return!1;try{return Ze(n.dom,e.anchorNode)&&(n.editable||Ze(n.dom,e.focusNode))}catch{return!1}}function Nc(n){let e=n.docView.domFromPos(n.state.selection.
anchor,0),t=n.domSelectionRange();return Ye(e.node,e.offset,t.anchorNode,t.anchorOffset)}function Tr(n,e){let{$anchor:t,$head:r}=n.selection,i=e>0?t.max(r):t.min(
r),o=i.parent.inlineContent?i.depth?n.doc.resolve(e>0?i.after():i.before()):null:i;return o&&k.findFrom(o,e)}function Ee(n,e){return n.dispatch(n.state.tr.setSelection(
e).scrollIntoView()),!0}function Fo(n,e,t){let r=n.state.selection;if(r instanceof C)if(t.indexOf("s")>-1){let{$head:i}=r,o=i.textOffset?null:e<0?i.nodeBefore:i.
nodeAfter;if(!o||o.isText||!o.isLeaf)return!1;let s=n.state.doc.resolve(i.pos+o.nodeSize*(e<0?-1:1));return Ee(n,new C(r.$anchor,s))}else if(r.empty){if(n.endOfTextblock(
e>0?"forward":"backward")){let i=Tr(n.state,e);return i&&i instanceof w?Ee(n,i):!1}else if(!re||t.indexOf("m")<0){let i=r.$head,o=i.textOffset?null:e<0?i.nodeBefore:
i.nodeAfter,s;if(!o||o.isText)return!1;let l=e<0?i.pos-o.nodeSize:i.pos;return o.isAtom||(s=n.docView.descAt(l))&&!s.contentDOM?w.isSelectable(o)?Ee(n,new w(e<0?
n.state.doc.resolve(i.pos-o.nodeSize):i)):Ee(n,new C(n.state.doc.resolve(e<0?l:l+o.nodeSize))):!1}}else return!1;else{if(r instanceof w&&r.node.isInline)return Ee(
n,new C(e>0?r.$to:r.$from));{let i=Tr(n.state,e);return i?Ee(n,i):!1}}}function Wt(n,e){let t=n.pmViewDesc;return t?t.size==0&&(e<0||n.nextSibling||n.nodeName!=
"BR"):x(n)&&n.contentEditable=="false"}function gt(n,e){return e<0?Dc(n):Ac(n)}function Dc(n){let e=n.domSelectionRange(),t=e.focusNode,r=e.focusOffset;if(!t)return;
let i,o,s=!1;for(te&&x(t)&&r<W(t)&&Wt(t.childNodes[r],-1)&&(s=!0);;)if(r>0){if(!x(t))break;let l=t.childNodes[r-1];if(Wt(l,-1))i=t,o=--r;else if(v(l))t=l,r=t.nodeValue.
length;else break}else{if(ms(t))break;{let l=t.previousSibling;for(;l&&Wt(l,-1);)i=t.parentNode,o=P(l),l=l.previousSibling;if(l)t=l,r=W(t);else{if(t=t.parentNode,
t==n.dom)break;r=0}}}s?Rr(n,t,r):i&&Rr(n,i,o)}function Ac(n){let e=n.domSelectionRange(),t=e.focusNode,r=e.focusOffset;if(!t)return;let i=W(t),o,s;for(;;)if(r<i){
if(!x(t))break;let l=t.childNodes[r];if(Wt(l,1))o=t,s=++r;else break}else{if(ms(t))break;{let l=t.nextSibling;for(;l&&Wt(l,1);)o=l.parentNode,s=P(l)+1,l=l.nextSibling;
if(l)t=l,r=0,i=W(t);else{if(t=t.parentNode,t==n.dom)break;r=i=0}}}o&&Rr(n,o,s)}function ms(n){let e=n.pmViewDesc;return e&&e.node&&e.node.isBlock}function Ec(n,e){
for(;n&&e==n.childNodes.length&&!Ut(n);)e=P(n)+1,n=n.parentNode;for(;n&&e<n.childNodes.length;){let t=n.childNodes[e];if(v(t))return t;if(x(t)&&t.contentEditable==
"false")break;n=t,e=0}}function Tc(n,e){for(;n&&!e&&!Ut(n);)e=P(n),n=n.parentNode;for(;n&&e;){let t=n.childNodes[e-1];if(v(t))return t;if(x(t)&&t.contentEditable==
"false")break;n=t,e=n.childNodes.length}}function Rr(n,e,t){if(!v(e)){let s,l;(l=Ec(e,t))?(e=l,t=0):(s=Tc(e,t))&&(e=s,t=s.nodeValue.length)}let r=n.domSelection(),
i=n.domSelectionRange();if(!r)return;Tn(i)?r.collapse(e,t):r.extend&&(r.collapse(i.anchorNode,i.anchorOffset),r.extend(e,t)),n.domObserver.setCurSelection();let{
state:o}=n;setTimeout(()=>{n.state==o&&Ce(n)},50)}function Lo(n,e){let t=n.state.doc.resolve(e);if(!(F||ts)&&t.parent.inlineContent){let o=n.coordsAtPos(e);if(e>
t.start()){let s=n.coordsAtPos(e-1),l=(s.top+s.bottom)/2;if(l>o.top&&l<o.bottom&&Math.abs(s.left-o.left)>1)return s.left<o.left?"ltr":"rtl"}if(e<t.end()){let s=n.
coordsAtPos(e+1),l=(s.top+s.bottom)/2;if(l>o.top&&l<o.bottom&&Math.abs(s.left-o.left)>1)return s.left>o.left?"ltr":"rtl"}}let r=n.dom;for(let o=t.depth;o>0;o--)
if(t.node(o).isBlock){r=n.nodeDOM(t.before(o))||r;break}return getComputedStyle(r).direction=="rtl"?"rtl":"ltr"}function Vo(n,e,t){let r=n.state.selection;if(r instanceof
C&&!r.empty||t.indexOf("s")>-1||re&&t.indexOf("m")>-1)return!1;let{$from:i,$to:o}=r;if(!i.parent.inlineContent||n.endOfTextblock(e<0?"up":"down")){let s=Tr(n.state,
e);if(s&&s instanceof w)return Ee(n,s)}if(!i.parent.inlineContent){let s=e<0?i:o,l=r instanceof ee?k.near(s,e):k.findFrom(s,e);return l?Ee(n,l):!1}return!1}function _o(n,e){
if(!(n.state.selection instanceof C))return!0;let{$head:t,$anchor:r,empty:i}=n.state.selection;if(!t.sameParent(r))return!0;if(!i)return!1;if(n.endOfTextblock(e>
0?"forward":"backward"))return!0;let o=!t.textOffset&&(e<0?t.nodeBefore:t.nodeAfter);if(o&&!o.isText){let s=n.state.tr;return e<0?s.delete(t.pos-o.nodeSize,t.pos):
s.delete(t.pos,t.pos+o.nodeSize),n.dispatch(s),!0}return!1}function $o(n,e,t){n.domObserver.stop(),e.contentEditable=t,n.domObserver.start()}function Rc(n){if(!q||
n.state.selection.$head.parentOffset>0)return!1;let{focusNode:e,focusOffset:t}=n.domSelectionRange();if(e&&x(e)&&t==0&&e.firstChild&&x(e.firstChild)&&e.firstChild.
contentEditable=="false"){let r=e.firstChild;$o(n,r,"true"),setTimeout(()=>$o(n,r,"false"),20)}return!1}function Ic(n){let e="";return n.ctrlKey&&(e+="c"),n.metaKey&&
(e+="m"),n.altKey&&(e+="a"),n.shiftKey&&(e+="s"),e}function vc(n,e){let t=e.keyCode,r=Ic(e);if(t==8||re&&t==72&&r=="c")return _o(n,-1)||gt(n,-1);if(t==46&&!e.shiftKey||
re&&t==68&&r=="c")return _o(n,1)||gt(n,1);if(t==13||t==27)return!0;if(t==37||re&&t==66&&r=="c"){let i=t==37?Lo(n,n.state.selection.from)=="ltr"?-1:1:-1;return Fo(
n,i,r)||gt(n,i)}else if(t==39||re&&t==70&&r=="c"){let i=t==39?Lo(n,n.state.selection.from)=="ltr"?1:-1:1;return Fo(n,i,r)||gt(n,i)}else{if(t==38||re&&t==80&&r==
"c")return Vo(n,-1,r)||gt(n,-1);if(t==40||re&&t==78&&r=="c")return Rc(n)||Vo(n,1,r)||gt(n,1);if(r==(re?"m":"c")&&(t==66||t==73||t==89||t==90))return!0}return!1}
function Jr(n,e){n.someProp("transformCopied",d=>{e=d(e,n)});let t=[],{content:r,openStart:i,openEnd:o}=e;for(;i>1&&o>1&&r.childCount==1&&r.firstChild.childCount==
1;){i--,o--;let d=r.firstChild;t.push(d.type.name,d.attrs!=d.type.defaultAttrs?d.attrs:null),r=d.content}let s=n.someProp("clipboardSerializer")||pe.fromSchema(
n.state.schema),l=ks(),a=l.createElement("div");a.appendChild(s.serializeFragment(r,{document:l}));let c=a.firstChild,f,h=0;for(;c&&x(c)&&(f=xs[c.nodeName.toLowerCase()]);){
for(let d=f.length-1;d>=0;d--){let p=l.createElement(f[d]);for(;a.firstChild;)p.appendChild(a.firstChild);a.appendChild(p),h++}c=a.firstChild}c&&x(c)&&c.setAttribute(
"data-pm-slice",`${i} ${o}${h?` -${h}`:""} ${JSON.stringify(t)}`);let u=n.someProp("clipboardTextSerializer",d=>d(e,n))||e.content.textBetween(0,e.content.size,
`

`);return{dom:a,text:u,slice:e}}function gs(n,e,t,r,i){let o=i.parent.type.spec.code,s,l;if(!t&&!e)return null;let a=!!e&&(r||o||!t);if(a){if(n.someProp("transf\
ormPastedText",u=>{e=u(e,o||r,n)}),o)return l=new b(y.from(n.state.schema.text(e.replace(/\r\n?/g,`
`))),0,0),n.someProp("transformPasted",u=>{l=u(l,n,!0)}),l;let h=n.someProp("clipboardTextParser",u=>u(e,i,r,n));if(h)l=h;else{let u=i.marks(),{schema:d}=n.state,
p=pe.fromSchema(d);s=document.createElement("div"),e.split(/(?:\r\n?|\n)+/).forEach(m=>{let g=s.appendChild(document.createElement("p"));m&&g.appendChild(p.serializeNode(
d.text(m,u)))})}}else n.someProp("transformPastedHTML",h=>{t=h(t,n)}),s=Fc(t),Rn&&Lc(s);let c=s&&s.querySelector("[data-pm-slice]"),f=c&&/^(\d+) (\d+)(?: -(\d+))? (.*)/.
exec(c.getAttribute("data-pm-slice")||"");if(f&&f[3])for(let h=+f[3];h>0;h--){let u=s.firstChild;for(;u&&!x(u);)u=u.nextSibling;if(!u)break;s=u}if(l||(l=(n.someProp(
"clipboardParser")||n.someProp("domParser")||We.fromSchema(n.state.schema)).parseSlice(s,{preserveWhitespace:!!(a||f),context:i,ruleFromNode(u){return u.nodeName==
"BR"&&!u.nextSibling&&u.parentNode&&!zc.test(u.parentNode.nodeName)?{ignore:!0}:null}})),f)l=Vc(Wo(l,+f[1],+f[2]),f[4]);else if(l=b.maxOpen(Bc(l.content,i),!0),
l.openStart||l.openEnd){let h=0,u=0;for(let d=l.content.firstChild;h<l.openStart&&!d.type.spec.isolating;h++,d=d.firstChild);for(let d=l.content.lastChild;u<l.openEnd&&
!d.type.spec.isolating;u++,d=d.lastChild);l=Wo(l,h,u)}return n.someProp("transformPasted",h=>{l=h(l,n,a)}),l}var zc=/^(a|abbr|acronym|b|cite|code|del|em|i|ins|kbd|label|output|q|ruby|s|samp|span|strong|sub|sup|time|u|tt|var)$/i;
function Bc(n,e){if(n.childCount<2)return n;for(let t=e.depth;t>=0;t--){let i=e.node(t).contentMatchAt(e.index(t)),o,s=[];if(n.forEach(l=>{if(!s)return;let a=i.
findWrapping(l.type),c;if(!a)return s=null;if(c=s.length&&o.length&&bs(a,o,l,s[s.length-1],0))s[s.length-1]=c;else{s.length&&(s[s.length-1]=Ss(s[s.length-1],o.length));
let f=ys(l,a);s.push(f),i=i.matchType(f.type),o=a}}),s)return y.from(s)}return n}function ys(n,e,t=0){for(let r=e.length-1;r>=t;r--)n=e[r].create(null,y.from(n));
return n}function bs(n,e,t,r,i){if(i<n.length&&i<e.length&&n[i]==e[i]){let o=bs(n,e,t,r.lastChild,i+1);if(o)return r.copy(r.content.replaceChild(r.childCount-1,
o));if(r.contentMatchAt(r.childCount).matchType(i==n.length-1?t.type:n[i+1]))return r.copy(r.content.append(y.from(ys(t,n,i+1))))}}function Ss(n,e){if(e==0)return n;
let t=n.content.replaceChild(n.childCount-1,Ss(n.lastChild,e-1)),r=n.contentMatchAt(n.childCount).fillBefore(y.empty,!0);return n.copy(t.append(r))}function Ir(n,e,t,r,i,o){
let s=e<0?n.firstChild:n.lastChild,l=s.content;return n.childCount>1&&(o=0),i<r-1&&(l=Ir(l,e,t,r,i+1,o)),i>=t&&(l=e<0?s.contentMatchAt(0).fillBefore(l,o<=i).append(
l):l.append(s.contentMatchAt(s.childCount).fillBefore(y.empty,!0))),n.replaceChild(e<0?0:n.childCount-1,s.copy(l))}function Wo(n,e,t){return e<n.openStart&&(n=new b(
Ir(n.content,-1,e,n.openStart,0,n.openEnd),e,n.openEnd)),t<n.openEnd&&(n=new b(Ir(n.content,1,t,n.openEnd,0,0),n.openStart,t)),n}var xs={thead:["table"],tbody:[
"table"],tfoot:["table"],caption:["table"],colgroup:["table"],col:["table","colgroup"],tr:["table","tbody"],td:["table","tbody","tr"],th:["table","tbody","tr"]};
function ks(){return document.implementation.createHTMLDocument("title")}var _t=null;function Pc(n){let e=window.trustedTypes;if(!e)return n;if(!_t){if(_t=e.defaultPolicy)
try{return _t.createHTML(n)}catch{}_t=e.createPolicy("ProseMirrorClipboard",{createHTML:t=>t})}return _t.createHTML(n)}function Fc(n){let e=/^(\s*<meta [^>]*>)*/.
exec(n);e&&(n=n.slice(e[0].length));let t=ks(),r=t.body,i=/<([a-z][^>\s]+)/i.exec(n),o;if((o=i&&xs[i[1].toLowerCase()])&&(n=o.map(s=>"<"+s+">").join("")+n+o.map(
s=>"</"+s+">").reverse().join("")),r.innerHTML=Pc(n),o)for(let s=0;s<o.length;s++)r=r.querySelector(o[s])||r;for(let s=0;s<t.styleSheets.length;s++){let l=t.styleSheets[s];
for(let a=0;a<l.rules.length;a++){let c=l.rules[a];if(c instanceof CSSStyleRule){let f=r.querySelectorAll(c.selectorText);for(let h=0;h<f.length;h++)f[h].style.
cssText+=c.style.cssText}}}return r}function Lc(n){let e=n.querySelectorAll(F?"span:not([class]):not([style])":"span.Apple-converted-space");for(let t=0;t<e.length;t++){
let r=e[t];r.childNodes.length==1&&r.textContent==" "&&r.parentNode&&r.parentNode.replaceChild(n.ownerDocument.createTextNode(" "),r)}}function Vc(n,e){if(!n.size)
return n;let t=n.content.firstChild.type.schema,r;try{r=JSON.parse(e)}catch{return n}let{content:i,openStart:o,openEnd:s}=n;for(let l=r.length-2;l>=0;l-=2){let a=t.
nodes[r[l]];if(!a||a.hasRequiredAttrs())break;try{i=y.from(a.create(r[l+1],i))}catch{break}o++,s++}return new b(i,o,s)}var j={},U={},_c={touchstart:!0,touchmove:!0},
vr=class{constructor(){this.shiftKey=!1,this.mouseDown=null,this.lastKeyCode=null,this.lastKeyCodeTime=0,this.lastKeyDispatched=!1,this.lastClick={time:0,x:0,y:0,
type:"",button:0},this.lastSelectionOrigin=null,this.lastSelectionTime=0,this.lastIOSEnter=0,this.lastIOSEnterFallbackTimeout=-1,this.lastFocus=0,this.lastTouch=
0,this.lastChromeDelete=0,this.composing=!1,this.compositionNode=null,this.composingTimeout=-1,this.compositionNodes=[],this.compositionEndedAt=-2e8,this.compositionID=
1,this.badSafariComposition=!1,this.compositionPendingChanges=0,this.domChangeCount=0,this.eventHandlers=Object.create(null),this.hideSelectionGuard=null}};function $c(n){
for(let e in j){let t=j[e];n.dom.addEventListener(e,n.input.eventHandlers[e]=r=>{Jc(n,r)&&!qr(n,r)&&(n.editable||!(r.type in U))&&t(n,r)},_c[e]?{passive:!0}:void 0)}
q&&n.dom.addEventListener("input",()=>null),zr(n)}function we(n,e){n.input.lastSelectionOrigin=e,n.input.lastSelectionTime=Date.now()}function Wc(n){n.input.mouseDown&&
n.input.mouseDown.done(),n.domObserver.stop();for(let e in n.input.eventHandlers)n.dom.removeEventListener(e,n.input.eventHandlers[e]);clearTimeout(n.input.composingTimeout),
clearTimeout(n.input.lastIOSEnterFallbackTimeout)}function zr(n){n.someProp("handleDOMEvents",e=>{for(let t in e)n.input.eventHandlers[t]||n.dom.addEventListener(
t,n.input.eventHandlers[t]=r=>qr(n,r))})}function qr(n,e){return n.someProp("handleDOMEvents",t=>{let r=t[e.type];return r?r(n,e)||e.defaultPrevented:!1})}function Jc(n,e){
if(!e.bubbles)return!0;if(e.defaultPrevented)return!1;for(let t=e.target;t!=n.dom;t=t.parentNode)if(!t||t.nodeType==11||t.pmViewDesc&&t.pmViewDesc.stopEvent(e))
return!1;return!0}function qc(n,e){!qr(n,e)&&j[e.type]&&(n.editable||!(e.type in U))&&j[e.type](n,e)}function Te(n,e){let{input:t}=n;return t.lastKeyDispatched||
n.composing?!1:(t.lastKeyDispatched=!0,typeof e=="string"&&(e=Qa(e=="Backspace"?8:13,e)),n.someProp("handleKeyDown",r=>r(n,e)))}U.keydown=(n,e)=>{let t=e;if(n.input.
shiftKey=t.keyCode==16||t.shiftKey,!Ms(n)&&(n.input.lastKeyCode=t.keyCode,n.input.lastKeyCodeTime=Date.now(),n.input.lastKeyDispatched=!1,!(ke&&F&&t.keyCode==13)))
if(t.keyCode!=229&&n.domObserver.forceFlush(),St&&t.keyCode==13&&!t.ctrlKey&&!t.altKey&&!t.metaKey){let r=Date.now();n.input.lastIOSEnter=r,n.input.lastIOSEnterFallbackTimeout=
setTimeout(()=>{n.input.lastIOSEnter==r&&(Te(n,"Enter"),n.input.lastIOSEnter=0)},200)}else Te(n,t)||vc(n,t)?t.preventDefault():we(n,"key")};U.keyup=(n,e)=>{e.keyCode==
16&&(n.input.shiftKey=!1)};U.keypress=(n,e)=>{let t=e;if(Ms(n)||!t.charCode||t.ctrlKey&&!t.altKey||re&&t.metaKey)return;if(n.someProp("handleKeyPress",i=>i(n,t))){
t.preventDefault();return}let r=n.state.selection;if(!(r instanceof C)||!r.$from.sameParent(r.$to)){let i=String.fromCharCode(t.charCode),o=()=>n.state.tr.insertText(
i).scrollIntoView();!/[\r\n]/.test(i)&&!n.someProp("handleTextInput",s=>s(n,r.$from.pos,r.$to.pos,i,o))&&n.dispatch(o()),t.preventDefault()}};function Gt(n){return{
left:n.clientX,top:n.clientY}}function Hc(n,e){let t=e.x-n.clientX,r=e.y-n.clientY;return t*t+r*r<100}function Hr(n,e,t,r,i){if(r==-1)return!1;let o=n.state.doc.
resolve(r);for(let s=o.depth+1;s>0;s--)if(n.someProp(e,l=>s>o.depth?l(n,t,o.nodeAfter,o.before(s),i,!0):l(n,t,o.node(s),o.before(s),i,!1)))return!0;return!1}function Xt(n,e,t){
if(n.focused||n.focus(),n.state.selection.eq(e))return;let r=n.state.tr.setSelection(e);r.setMeta("pointer",!0),n.dispatch(r)}function Kc(n,e){if(e==-1)return!1;
let t=n.state.doc.resolve(e),r=t.nodeAfter;return r&&r.isAtom&&w.isSelectable(r)?(Xt(n,new w(t)),!0):!1}function jc(n,e){if(e==-1)return!1;let t=n.state.selection,
r,i;t instanceof w&&(r=t.node);let o=n.state.doc.resolve(e);for(let s=o.depth+1;s>0;s--){let l=s>o.depth?o.nodeAfter:o.node(s);if(w.isSelectable(l)){r&&t.$from.
depth>0&&s>=t.$from.depth&&o.before(t.$from.depth+1)==t.$from.pos?i=o.before(t.$from.depth):i=o.before(s);break}}return i!=null?(Xt(n,w.create(n.state.doc,i)),!0):
!1}function Uc(n,e,t,r,i){return Hr(n,"handleClickOn",e,t,r)||n.someProp("handleClick",o=>o(n,e,r))||(i?jc(n,t):Kc(n,t))}function Gc(n,e,t,r){return Hr(n,"handl\
eDoubleClickOn",e,t,r)||n.someProp("handleDoubleClick",i=>i(n,e,r))}function Xc(n,e,t,r){return Hr(n,"handleTripleClickOn",e,t,r)||n.someProp("handleTripleClick",
i=>i(n,e,r))||Yc(n,t,r)}function Yc(n,e,t){if(t.button!=0)return!1;let r=ws(n,e,!0),i=n.state.doc;return r?(Xt(n,r),r instanceof C&&i.eq(n.state.doc)&&(n.input.
mouseDown=new Pr(n,r)),!0):!1}function ws(n,e,t){let r=n.state.doc;if(e==-1)return r.inlineContent?C.create(r,0,r.content.size):null;let i=r.resolve(e);for(let o=i.
depth+1;o>0;o--){let s=o>i.depth?i.nodeAfter:i.node(o),l=i.before(o);if(s.inlineContent)return C.create(r,l+1,l+1+s.content.size);if(t&&w.isSelectable(s))return w.
create(r,l)}return null}function Kr(n){return On(n)}var Cs=re?"metaKey":"ctrlKey";j.mousedown=(n,e)=>{let t=e;n.input.shiftKey=t.shiftKey;let r=Kr(n),i=Date.now(),
o="singleClick";i-n.input.lastClick.time<500&&Hc(t,n.input.lastClick)&&!t[Cs]&&n.input.lastClick.button==t.button&&(n.input.lastClick.type=="singleClick"?o="dou\
bleClick":n.input.lastClick.type=="doubleClick"&&(o="tripleClick")),n.input.lastClick={time:i,x:t.clientX,y:t.clientY,type:o,button:t.button},n.input.mouseDown&&
n.input.mouseDown.done();let s=n.posAtCoords(Gt(t));s&&(o=="singleClick"?n.input.mouseDown=new Br(n,s,t,!!r):(o=="doubleClick"?Gc:Xc)(n,s.pos,s.inside,t)?t.preventDefault():
we(n,"pointer"))};var Mn=class{constructor(e){this.view=e,this.mightDrag=null,e.root.addEventListener("mouseup",this.up=this.up.bind(this)),e.root.addEventListener(
"mousemove",this.move=this.move.bind(this))}up(e){this.done()}move(e){e.buttons==0&&this.done()}done(){this.view.root.removeEventListener("mouseup",this.up),this.
view.root.removeEventListener("mousemove",this.move),this.view.input.mouseDown==this&&(this.view.input.mouseDown=null)}delaySelUpdate(){return!1}},Br=class extends Mn{constructor(e,t,r,i){
super(e),this.pos=t,this.event=r,this.flushed=i,this.delayedSelectionSync=!1,this.startDoc=e.state.doc,this.selectNode=!!r[Cs],this.allowDefault=r.shiftKey;let o,
s;if(t.inside>-1)o=e.state.doc.nodeAt(t.inside),s=t.inside;else{let f=e.state.doc.resolve(t.pos);o=f.parent,s=f.depth?f.before():0}let l=i?null:r.target,a=l?e.docView.
nearestDesc(l,!0):null;this.target=a&&x(a.nodeDOM)?a.nodeDOM:null;let{selection:c}=e.state;r.button==0&&(o.type.spec.draggable&&o.type.spec.selectable!==!1||c instanceof
w&&c.from<=s&&c.to>s)&&(this.mightDrag={node:o,pos:s,addAttr:!!(this.target&&!this.target.draggable),setUneditable:!!(this.target&&te&&!this.target.hasAttribute(
"contentEditable"))}),this.target&&this.mightDrag&&(this.mightDrag.addAttr||this.mightDrag.setUneditable)&&(this.view.domObserver.stop(),this.mightDrag.addAttr&&
(this.target.draggable=!0),this.mightDrag.setUneditable&&setTimeout(()=>{this.view.input.mouseDown==this&&this.target.setAttribute("contentEditable","false")},20),
this.view.domObserver.start()),we(e,"pointer")}done(){super.done(),this.mightDrag&&this.target&&(this.view.domObserver.stop(),this.mightDrag.addAttr&&this.target.
removeAttribute("draggable"),this.mightDrag.setUneditable&&this.target.removeAttribute("contentEditable"),this.view.domObserver.start()),this.delayedSelectionSync&&
setTimeout(()=>{this.view.isDestroyed||Ce(this.view)})}up(e){if(this.done(),!this.view.dom.contains(e.target))return;let t=this.pos;this.view.state.doc!=this.startDoc&&
(t=this.view.posAtCoords(Gt(e))),this.updateAllowDefault(e),this.allowDefault||!t?we(this.view,"pointer"):Uc(this.view,t.pos,t.inside,e,this.selectNode)?e.preventDefault():
e.button==0&&(this.flushed||q&&this.mightDrag&&!this.mightDrag.node.isAtom||F&&!this.view.state.selection.visible&&Math.min(Math.abs(t.pos-this.view.state.selection.
from),Math.abs(t.pos-this.view.state.selection.to))<=2)?(Xt(this.view,k.near(this.view.state.doc.resolve(t.pos))),e.preventDefault()):we(this.view,"pointer")}move(e){
this.updateAllowDefault(e),we(this.view,"pointer"),super.move(e)}updateAllowDefault(e){!this.allowDefault&&(Math.abs(this.event.x-e.clientX)>4||Math.abs(this.event.
y-e.clientY)>4)&&(this.allowDefault=!0)}delaySelUpdate(){return this.allowDefault?(this.delayedSelectionSync=!0,!0):!1}},Pr=class extends Mn{constructor(e,t){super(
e),this.startSelection=t,this.startDoc=e.state.doc}move(e){if(e.buttons==0||this.view.isDestroyed||!this.view.state.doc.eq(this.startDoc)){this.done();return}e.
preventDefault(),we(this.view,"pointer");let t=this.view.posAtCoords(Gt(e)),r=t&&ws(this.view,t.inside,!1);if(!r)return;let{doc:i}=this.view.state,o=this.startSelection,
[s,l]=r.from<o.from?[o.to,r.from]:[o.from,r.to];Xt(this.view,C.create(i,s,l))}};j.touchstart=n=>{n.input.lastTouch=Date.now(),Kr(n),we(n,"pointer")};j.touchmove=
n=>{n.input.lastTouch=Date.now(),we(n,"pointer")};j.contextmenu=n=>Kr(n);function Ms(n,e){return n.composing?!0:q&&Math.abs(Date.now()-n.input.compositionEndedAt)<
500?(n.input.compositionEndedAt=-2e8,!0):!1}var Zc=ke?5e3:-1;U.compositionstart=U.compositionupdate=n=>{if(!n.composing){n.domObserver.flush();let{state:e}=n,t=e.
selection.$to;if(e.selection instanceof C&&e.selection.empty&&(e.storedMarks||!t.textOffset&&t.parentOffset&&t.nodeBefore.marks.some(r=>r.type.spec.inclusive===
!1)||F&&ts&&Qc(n)))n.markCursor=n.state.storedMarks||t.marks(),On(n,!0),n.markCursor=null;else if(On(n,!e.selection.empty),te&&e.selection.empty&&t.parentOffset&&
!t.textOffset&&t.nodeBefore.marks.length){let r=n.domSelectionRange();for(let i=r.focusNode,o=r.focusOffset;i&&x(i)&&o!=0;){let s=o<0?i.lastChild:i.childNodes[o-
1];if(!s)break;if(v(s)){let l=n.domSelection();l&&l.collapse(s,s.nodeValue.length);break}else i=s,o=-1}}n.input.composing=!0}Os(n,Zc)};function Qc(n){let{focusNode:e,
focusOffset:t}=n.domSelectionRange();if(!e||!x(e)||t>=e.childNodes.length)return!1;let r=e.childNodes[t];return x(r)&&r.contentEditable=="false"}U.compositionend=
(n,e)=>{n.composing&&(n.input.composing=!1,n.input.compositionEndedAt=Date.now(),n.input.compositionPendingChanges=n.domObserver.pendingRecords().length?n.input.
compositionID:0,n.input.compositionNode=null,n.input.badSafariComposition?n.domObserver.forceFlush():n.input.compositionPendingChanges&&Promise.resolve().then(()=>n.
domObserver.flush()),n.input.compositionID++,Os(n,20))};function Os(n,e){clearTimeout(n.input.composingTimeout),e>-1&&(n.input.composingTimeout=setTimeout(()=>On(
n),e))}function Ns(n){for(n.composing&&(n.input.composing=!1,n.input.compositionEndedAt=Date.now());n.input.compositionNodes.length>0;)n.input.compositionNodes.
pop().markParentsDirty()}function ef(n){let e=n.domSelectionRange();if(!e.focusNode)return null;let t=Xa(e.focusNode,e.focusOffset),r=Ya(e.focusNode,e.focusOffset);
if(t&&r&&t!=r){let i=r.pmViewDesc,o=n.domObserver.lastChangedTextNode;if(t==o||r==o)return o;if(!i||!i.isText(r.nodeValue))return r;if(n.input.compositionNode==
r){let s=t.pmViewDesc;if(!(!s||!s.isText(t.nodeValue)))return r}}return t||r}function On(n,e=!1){if(!(ke&&n.domObserver.flushingSoon>=0)){if(n.domObserver.forceFlush(),
Ns(n),e||n.docView&&n.docView.dirty){let t=$r(n),r=n.state.selection;return t&&!t.eq(r)?n.dispatch(n.state.tr.setSelection(t)):(n.markCursor||e)&&!r.$from.node(
r.$from.sharedDepth(r.to)).inlineContent?n.dispatch(n.state.tr.deleteSelection()):n.updateState(n.state),!0}return!1}}function tf(n,e){if(!n.dom.parentNode)return;
let t=n.dom.parentNode.appendChild(document.createElement("div"));t.appendChild(e),t.style.cssText="position: fixed; left: -10000px; top: 10px";let r=getSelection(),
i=document.createRange();i.selectNodeContents(e),n.dom.blur(),r.removeAllRanges(),r.addRange(i),setTimeout(()=>{t.parentNode&&t.parentNode.removeChild(t),n.focus()},
50)}var Jt=Q&&Re<15||St&&nc<604;j.copy=U.cut=(n,e)=>{let t=e,r=n.state.selection,i=t.type=="cut";if(r.empty)return;let o=Jt?null:t.clipboardData,s=r.content(),{
dom:l,text:a}=Jr(n,s);o?(t.preventDefault(),o.clearData(),o.setData("text/html",l.innerHTML),o.setData("text/plain",a)):tf(n,l),i&&n.dispatch(n.state.tr.deleteSelection().
scrollIntoView().setMeta("uiEvent","cut"))};function nf(n){return n.openStart==0&&n.openEnd==0&&n.content.childCount==1?n.content.firstChild:null}function rf(n,e){
if(!n.dom.parentNode)return;let t=n.input.shiftKey||n.state.selection.$from.parent.type.spec.code,r=n.dom.parentNode.appendChild(document.createElement(t?"texta\
rea":"div"));t||(r.contentEditable="true"),r.style.cssText="position: fixed; left: -10000px; top: 10px",r.focus();let i=n.input.shiftKey&&n.input.lastKeyCode!=45;
setTimeout(()=>{n.focus(),r.parentNode&&r.parentNode.removeChild(r),t?qt(n,r.value,null,i,e):qt(n,r.textContent,r.innerHTML,i,e)},50)}function qt(n,e,t,r,i){let o=gs(
n,e,t,r,n.state.selection.$from);if(n.someProp("handlePaste",a=>a(n,i,o||b.empty)))return!0;if(!o)return!1;let s=nf(o),l=s?n.state.tr.replaceSelectionWith(s,r):
n.state.tr.replaceSelection(o);return n.dispatch(l.scrollIntoView().setMeta("paste",!0).setMeta("uiEvent","paste")),!0}function Ds(n){let e=n.getData("text/plai\
n")||n.getData("Text");if(e)return e;let t=n.getData("text/uri-list");return t?t.replace(/\r?\n/g," "):""}U.paste=(n,e)=>{let t=e;if(n.composing&&!ke)return;let r=Jt?
null:t.clipboardData,i=n.input.shiftKey&&n.input.lastKeyCode!=45;r&&qt(n,Ds(r),r.getData("text/html"),i,t)?t.preventDefault():rf(n,t)};var Nn=class{constructor(e,t,r){
this.slice=e,this.move=t,this.node=r}},of=re?"altKey":"ctrlKey";function As(n,e){let t;return n.someProp("dragCopies",r=>{t=t||r(e)}),t!=null?!t:!e[of]}j.dragstart=
(n,e)=>{let t=e,r=n.input.mouseDown;if(r&&r.done(),!t.dataTransfer)return;let i=n.state.selection,o=i.empty?null:n.posAtCoords(Gt(t)),s;if(!(o&&o.pos>=i.from&&o.
pos<=(i instanceof w?i.to-1:i.to))){if(r&&r.mightDrag)s=w.create(n.state.doc,r.mightDrag.pos);else if(t.target&&x(t.target)){let h=n.docView.nearestDesc(t.target,
!0);h&&h.node.type.spec.draggable&&h!=n.docView&&(s=w.create(n.state.doc,h.posBefore))}}let l=(s||n.state.selection).content(),{dom:a,text:c,slice:f}=Jr(n,l);(!t.
dataTransfer.files.length||!F||es>120)&&t.dataTransfer.clearData(),t.dataTransfer.setData(Jt?"Text":"text/html",a.innerHTML),t.dataTransfer.effectAllowed="copyM\
ove",Jt||t.dataTransfer.setData("text/plain",c),n.dragging=new Nn(f,As(n,t),s)};j.dragend=n=>{let e=n.dragging;window.setTimeout(()=>{n.dragging==e&&(n.dragging=
null)},50)};U.dragover=U.dragenter=(n,e)=>e.preventDefault();U.drop=(n,e)=>{try{sf(n,e,n.dragging)}finally{n.dragging=null}};function sf(n,e,t){if(!e.dataTransfer)
return;let r=n.posAtCoords(Gt(e));if(!r)return;let i=n.state.doc.resolve(r.pos),o=t&&t.slice;o?n.someProp("transformPasted",d=>{o=d(o,n,!1)}):o=gs(n,Ds(e.dataTransfer),
Jt?null:e.dataTransfer.getData("text/html"),!1,i);let s=!!(t&&As(n,e));if(n.someProp("handleDrop",d=>d(n,e,o||b.empty,s))){e.preventDefault();return}if(!o)return;
e.preventDefault();let l=o?Xi(n.state.doc,i.pos,o):i.pos;l==null&&(l=i.pos);let a=n.state.tr;if(s){let{node:d}=t;d?d.replace(a):a.deleteSelection()}let c=a.mapping.
map(l),f=o.openStart==0&&o.openEnd==0&&o.content.childCount==1,h=a.doc;if(f?a.replaceRangeWith(c,c,o.content.firstChild):a.replaceRange(c,c,o),a.doc.eq(h))return;
let u=a.doc.resolve(c);if(f&&w.isSelectable(o.content.firstChild)&&u.nodeAfter&&u.nodeAfter.sameMarkup(o.content.firstChild))a.setSelection(new w(u));else{let d=a.
mapping.map(l);a.mapping.maps[a.mapping.maps.length-1].forEach((p,m,g,S)=>d=S),a.setSelection(Wr(n,u,a.doc.resolve(d)))}n.focus(),n.dispatch(a.setMeta("uiEvent",
"drop"))}j.focus=n=>{if(n.input.lastFocus=Date.now(),!n.focused){n.domObserver.stop(),n.dom.classList.add("ProseMirror-focused"),n.domObserver.start(),n.focused=
!0;let e=n.domSelectionRange();if(!n.domObserver.currentSelection.eq(e)){let{focusNode:t,focusOffset:r}=e;setTimeout(()=>{let i=n.domSelectionRange();i.focusNode==
t&&i.focusOffset==r&&n.docView&&n.hasFocus()&&Ce(n)},20)}}};j.blur=(n,e)=>{let t=e;n.focused&&(n.domObserver.stop(),n.dom.classList.remove("ProseMirror-focused"),
n.domObserver.start(),t.relatedTarget&&n.dom.contains(t.relatedTarget)&&n.domObserver.currentSelection.clear(),n.focused=!1)};j.beforeinput=(n,e)=>{if(ke&&e.inputType==
"deleteContentBackward"){n.domObserver.flushSoon();let{domChangeCount:r}=n.input;setTimeout(()=>{if(n.input.domChangeCount!=r||n.domObserver.pendingRecords().length||
(n.dom.blur(),n.focus(),Te(n,"Backspace")))return;let{$cursor:i}=n.state.selection;i&&i.pos>0&&n.dispatch(n.state.tr.delete(i.pos-1,i.pos).scrollIntoView())},50)}};
for(let n in U)j[n]=U[n];function Ht(n,e){if(n==e)return!0;for(let t in n)if(n[t]!==e[t])return!1;for(let t in e)if(!(t in n))return!1;return!0}var Kt=class{constructor(e){
this.frag=e,this.index=0,this.off=0}nodeAt(e){for(;this.off<=e&&this.index<this.frag.childCount;){let t=this.frag.child(this.index);if(this.off==e)return t;this.
off+=t.nodeSize,this.index++}return null}},Dn=class n{constructor(e,t){this.toDOM=e,this.spec=t||Ge,this.side=this.spec.side||0}map(e,t,r,i){let{pos:o,deleted:s}=e.
mapResult(t.from+i,this.side<0?-1:1);return s?null:new oe(o-r,o-r,this)}valid(){return!0}eq(e){return this==e||e instanceof n&&(this.spec.key&&this.spec.key==e.
spec.key||this.toDOM==e.toDOM&&Ht(this.spec,e.spec))}destroy(e){this.spec.destroy&&this.spec.destroy(e)}},Ue=class n{constructor(e,t){this.attrs=e,this.spec=t||
Ge}map(e,t,r,i){let o=e.map(t.from+i,this.spec.inclusiveStart?-1:1)-r,s=e.map(t.to+i,this.spec.inclusiveEnd?1:-1)-r;return o>=s?null:new oe(o,s,this)}valid(e,t){
return t.from<t.to}eq(e){return this==e||e instanceof n&&Ht(this.attrs,e.attrs)&&Ht(this.spec,e.spec)}static is(e){return e.type instanceof n}destroy(){}},Fr=class n{constructor(e,t){
this.attrs=e,this.spec=t||Ge}map(e,t,r,i){let o=e.mapResult(t.from+i,1);if(o.deleted)return null;let s=e.mapResult(t.to+i,-1);return s.deleted||s.pos<=o.pos?null:
new oe(o.pos-r,s.pos-r,this)}valid(e,t,r){let i=r.nodeAt(t.from);return!!i&&!i.isText&&t.from+i.nodeSize==t.to}eq(e){return this==e||e instanceof n&&Ht(this.attrs,
e.attrs)&&Ht(this.spec,e.spec)}destroy(){}},oe=class n{constructor(e,t,r){this.from=e,this.to=t,this.type=r}copy(e,t){return new n(e,t,this.type)}eq(e,t=0){return this.
type.eq(e.type)&&this.from+t==e.from&&this.to+t==e.to}map(e,t,r){return this.type.map(e,this,t,r)}static widget(e,t,r){return new n(e,e,new Dn(t,r))}static inline(e,t,r,i){
return new n(e,t,new Ue(r,i))}static node(e,t,r,i){return new n(e,t,new Fr(r,i))}get spec(){return this.type.spec}get inline(){return this.type instanceof Ue}get widget(){
return this.type instanceof Dn}},yt=[],Ge={},J=class n{constructor(e,t){this.local=e.length?e:yt,this.children=t.length?t:yt}static create(e,t){return t.length?
En(t,e,0,Ge):$}find(e,t,r){let i=[];return this.findInner(e??0,t??1e9,i,0,r),i}findInner(e,t,r,i,o){for(let s=0;s<this.local.length;s++){let l=this.local[s];l.from<=
t&&l.to>=e&&(!o||o(l.spec))&&r.push(l.copy(l.from+i,l.to+i))}for(let s=0;s<this.children.length;s+=3)if(this.children[s]<t&&this.children[s+1]>e){let l=this.children[s]+
1;this.children[s+2].findInner(e-l,t-l,r,i+l,o)}}map(e,t,r){return this==$||e.maps.length==0?this:this.mapInner(e,t,0,0,r||Ge)}mapInner(e,t,r,i,o){let s;if(this.
local.length){let l=new Kt(t.content);for(let a=0;a<this.local.length;a++){let c=this.local[a].map(e,r,i);c&&c.type.valid(t,c,l)?(s||(s=[])).push(c):o.onRemove&&
o.onRemove(this.local[a].spec)}}return this.children.length?lf(this.children,s||[],e,t,r,i,o):s?new n(s.sort(Xe),yt):$}add(e,t){return t.length?this==$?n.create(
e,t):this.addInner(e,t,0):this}addInner(e,t,r){let i,o=0;e.forEach((l,a)=>{let c=a+r,f;if(f=Ts(t,l,c)){for(i||(i=this.children.slice());o<i.length&&i[o]<a;)o+=3;
i[o]==a?i[o+2]=i[o+2].addInner(l,f,c+1):i.splice(o,0,a,a+l.nodeSize,En(f,l,c+1,Ge)),o+=3}});let s=Es(o?Rs(t):t,-r);if(s.length){let l=new Kt(e.content);for(let a=0;a<
s.length;a++)s[a].type.valid(e,s[a],l)||s.splice(a--,1)}return new n(s.length?this.local.concat(s).sort(Xe):this.local,i||this.children)}remove(e){return e.length==
0||this==$?this:this.removeInner(e,0)}removeInner(e,t){let r=this.children,i=this.local;for(let o=0;o<r.length;o+=3){let s,l=r[o]+t,a=r[o+1]+t;for(let f=0,h;f<e.
length;f++)(h=e[f])&&h.from>l&&h.to<a&&(e[f]=null,(s||(s=[])).push(h));if(!s)continue;r==this.children&&(r=this.children.slice());let c=r[o+2].removeInner(s,l+1);
c!=$?r[o+2]=c:(r.splice(o,3),o-=3)}if(i.length){for(let o=0,s;o<e.length;o++)if(s=e[o])for(let l=0;l<i.length;l++)i[l].eq(s,t)&&(i==this.local&&(i=this.local.slice()),
i.splice(l--,1))}return r==this.children&&i==this.local?this:i.length||r.length?new n(i,r):$}forChild(e,t){if(this==$)return this;if(t.isLeaf)return n.empty;let r,
i;for(let l=0;l<this.children.length;l+=3)if(this.children[l]>=e){this.children[l]==e&&(r=this.children[l+2]);break}let o=e+1,s=o+t.content.size;for(let l=0;l<this.
local.length;l++){let a=this.local[l];if(a.from<s&&a.to>o&&a.type instanceof Ue){let c=Math.max(o,a.from)-o,f=Math.min(s,a.to)-o;c<f&&(i||(i=[])).push(a.copy(c,
f))}}if(i){let l=new n(i.sort(Xe),yt);return r?new An([l,r]):l}return r||$}eq(e){if(this==e)return!0;if(!(e instanceof n)||this.local.length!=e.local.length||this.
children.length!=e.children.length)return!1;for(let t=0;t<this.local.length;t++)if(!this.local[t].eq(e.local[t]))return!1;for(let t=0;t<this.children.length;t+=
3)if(this.children[t]!=e.children[t]||this.children[t+1]!=e.children[t+1]||!this.children[t+2].eq(e.children[t+2]))return!1;return!0}locals(e){return jr(this.localsInner(
e))}localsInner(e){if(this==$)return yt;if(e.inlineContent||!this.local.some(Ue.is))return this.local;let t=[];for(let r=0;r<this.local.length;r++)this.local[r].
type instanceof Ue||t.push(this.local[r]);return t}forEachSet(e){e(this)}};J.empty=new J([],[]);J.removeOverlap=jr;var $=J.empty,An=class n{constructor(e){this.
members=e}map(e,t){let r=this.members.map(i=>i.map(e,t,Ge));return n.from(r)}forChild(e,t){if(t.isLeaf)return J.empty;let r=[];for(let i=0;i<this.members.length;i++){
let o=this.members[i].forChild(e,t);o!=$&&(o instanceof n?r=r.concat(o.members):r.push(o))}return n.from(r)}eq(e){if(!(e instanceof n)||e.members.length!=this.members.
length)return!1;for(let t=0;t<this.members.length;t++)if(!this.members[t].eq(e.members[t]))return!1;return!0}locals(e){let t,r=!0;for(let i=0;i<this.members.length;i++){
let o=this.members[i].localsInner(e);if(o.length)if(!t)t=o;else{r&&(t=t.slice(),r=!1);for(let s=0;s<o.length;s++)t.push(o[s])}}return t?jr(r?t:t.sort(Xe)):yt}static from(e){
switch(e.length){case 0:return $;case 1:return e[0];default:return new n(e.every(t=>t instanceof J)?e:e.reduce((t,r)=>t.concat(r instanceof J?r:r.members),[]))}}forEachSet(e){
for(let t=0;t<this.members.length;t++)this.members[t].forEachSet(e)}};function lf(n,e,t,r,i,o,s){let l=n.slice();for(let c=0,f=o;c<t.maps.length;c++){let h=0;t.
maps[c].forEach((u,d,p,m)=>{let g=m-p-(d-u);for(let S=0;S<l.length;S+=3){let A=l[S+1];if(A<0||u>A+f-h)continue;let O=l[S]+f-h;d>=O?l[S+1]=u<=O?-2:-1:u>=f&&g&&(l[S]+=
g,l[S+1]+=g)}h+=g}),f=t.maps[c].map(f,-1)}let a=!1;for(let c=0;c<l.length;c+=3)if(l[c+1]<0){if(l[c+1]==-2){a=!0,l[c+1]=-1;continue}let f=t.map(n[c]+o),h=f-i;if(h<
0||h>=r.content.size){a=!0;continue}let u=t.map(n[c+1]+o,-1),d=u-i,{index:p,offset:m}=r.content.findIndex(h),g=r.maybeChild(p);if(g&&m==h&&m+g.nodeSize==d){let S=l[c+
2].mapInner(t,g,f+1,n[c]+o+1,s);S!=$?(l[c]=h,l[c+1]=d,l[c+2]=S):(l[c+1]=-2,a=!0)}else a=!0}if(a){let c=af(l,n,e,t,i,o,s),f=En(c,r,0,s);e=f.local;for(let h=0;h<l.
length;h+=3)l[h+1]<0&&(l.splice(h,3),h-=3);for(let h=0,u=0;h<f.children.length;h+=3){let d=f.children[h];for(;u<l.length&&l[u]<d;)u+=3;l.splice(u,0,f.children[h],
f.children[h+1],f.children[h+2])}}return new J(e.sort(Xe),l)}function Es(n,e){if(!e||!n.length)return n;let t=[];for(let r=0;r<n.length;r++){let i=n[r];t.push(new oe(
i.from+e,i.to+e,i.type))}return t}function af(n,e,t,r,i,o,s){function l(a,c){for(let f=0;f<a.local.length;f++){let h=a.local[f].map(r,i,c);h?t.push(h):s.onRemove&&
s.onRemove(a.local[f].spec)}for(let f=0;f<a.children.length;f+=3)l(a.children[f+2],a.children[f]+c+1)}for(let a=0;a<n.length;a+=3)n[a+1]==-1&&l(n[a+2],e[a]+o+1);
return t}function Ts(n,e,t){if(e.isLeaf)return null;let r=t+e.nodeSize,i=null;for(let o=0,s;o<n.length;o++)(s=n[o])&&s.from>t&&s.to<r&&((i||(i=[])).push(s),n[o]=
null);return i}function Rs(n){let e=[];for(let t=0;t<n.length;t++)n[t]!=null&&e.push(n[t]);return e}function En(n,e,t,r){let i=[],o=!1;e.forEach((l,a)=>{let c=Ts(
n,l,a+t);if(c){o=!0;let f=En(c,l,t+a+1,r);f!=$&&i.push(a,a+l.nodeSize,f)}});let s=Es(o?Rs(n):n,-t).sort(Xe);if(s.length){let l=new Kt(e.content);for(let a=0;a<s.
length;a++)s[a].type.valid(e,s[a],l)||(r.onRemove&&r.onRemove(s[a].spec),s.splice(a--,1))}return s.length||i.length?new J(s,i):$}function Xe(n,e){return n.from-
e.from||n.to-e.to}function jr(n){let e=n;for(let t=0;t<e.length-1;t++){let r=e[t];if(r.from!=r.to)for(let i=t+1;i<e.length;i++){let o=e[i];if(o.from==r.from){o.
to!=r.to&&(e==n&&(e=n.slice()),e[i]=o.copy(o.from,r.to),Jo(e,i+1,o.copy(r.to,o.to)));continue}else{o.from<r.to&&(e==n&&(e=n.slice()),e[t]=r.copy(r.from,o.from),
Jo(e,i,r.copy(o.from,r.to)));break}}}return e}function Jo(n,e,t){for(;e<n.length&&Xe(t,n[e])>0;)e++;n.splice(e,0,t)}function br(n){let e=[];return n.someProp("d\
ecorations",t=>{let r=t(n.state);r&&r!=$&&e.push(r)}),n.cursorWrapper&&e.push(J.create(n.state.doc,[n.cursorWrapper.deco])),An.from(e)}var cf={childList:!0,characterData:!0,
characterDataOldValue:!0,attributes:!0,attributeOldValue:!0,subtree:!0},ff=Q&&Re<=11,Lr=class{constructor(){this.anchorNode=null,this.anchorOffset=0,this.focusNode=
null,this.focusOffset=0}set(e){this.anchorNode=e.anchorNode,this.anchorOffset=e.anchorOffset,this.focusNode=e.focusNode,this.focusOffset=e.focusOffset}clear(){this.
anchorNode=this.focusNode=null}eq(e){return e.anchorNode==this.anchorNode&&e.anchorOffset==this.anchorOffset&&e.focusNode==this.focusNode&&e.focusOffset==this.focusOffset}},
Vr=class{constructor(e,t){this.view=e,this.handleDOMChange=t,this.queue=[],this.flushingSoon=-1,this.observer=null,this.currentSelection=new Lr,this.onCharData=
null,this.suppressingSelectionUpdates=!1,this.lastChangedTextNode=null,this.observer=window.MutationObserver&&new window.MutationObserver(r=>{for(let i=0;i<r.length;i++)
this.queue.push(r[i]);Q&&Re<=11&&r.some(i=>i.type=="childList"&&i.removedNodes.length||i.type=="characterData"&&i.oldValue.length>i.target.nodeValue.length)?this.
flushSoon():q&&e.composing&&r.some(i=>i.type=="childList"&&i.target.nodeName=="TR")?(e.input.badSafariComposition=!0,this.flushSoon()):this.flush()}),ff&&(this.
onCharData=r=>{this.queue.push({target:r.target,type:"characterData",oldValue:r.prevValue}),this.flushSoon()}),this.onSelectionChange=this.onSelectionChange.bind(
this)}flushSoon(){this.flushingSoon<0&&(this.flushingSoon=window.setTimeout(()=>{this.flushingSoon=-1,this.flush()},20))}forceFlush(){this.flushingSoon>-1&&(window.
clearTimeout(this.flushingSoon),this.flushingSoon=-1,this.flush())}start(){this.observer&&(this.observer.takeRecords(),this.observer.observe(this.view.dom,cf)),
this.onCharData&&this.view.dom.addEventListener("DOMCharacterDataModified",this.onCharData),this.connectSelection()}stop(){if(this.observer){let e=this.observer.
takeRecords();if(e.length){for(let t=0;t<e.length;t++)this.queue.push(e[t]);window.setTimeout(()=>this.flush(),20)}this.observer.disconnect()}this.onCharData&&this.
view.dom.removeEventListener("DOMCharacterDataModified",this.onCharData),this.disconnectSelection()}connectSelection(){this.view.dom.ownerDocument.addEventListener(
"selectionchange",this.onSelectionChange)}disconnectSelection(){this.view.dom.ownerDocument.removeEventListener("selectionchange",this.onSelectionChange)}suppressSelectionUpdates(){
this.suppressingSelectionUpdates=!0,setTimeout(()=>this.suppressingSelectionUpdates=!1,50)}onSelectionChange(){if(Po(this.view)){if(this.suppressingSelectionUpdates)
return Ce(this.view);if(Q&&Re<=11&&!this.view.state.selection.empty){let e=this.view.domSelectionRange();if(e.focusNode&&Ye(e.focusNode,e.focusOffset,e.anchorNode,
e.anchorOffset))return this.flushSoon()}this.flush()}}setCurSelection(){this.currentSelection.set(this.view.domSelectionRange())}ignoreSelectionChange(e){if(!e.
focusNode)return!0;let t=new Set,r;for(let o=e.focusNode;o;o=bt(o))t.add(o);for(let o=e.anchorNode;o;o=bt(o))if(t.has(o)){r=o;break}let i=r&&this.view.docView.nearestDesc(
r);if(i&&i.ignoreMutation({type:"selection",target:v(r)?r.parentNode:r}))return this.setCurSelection(),!0}pendingRecords(){if(this.observer)for(let e of this.observer.
takeRecords())this.queue.push(e);return this.queue}flush(){let{view:e}=this;if(!e.docView||this.flushingSoon>-1)return;let t=this.pendingRecords();t.length&&(this.
queue=[]);let r,i=!1;!this.suppressingSelectionUpdates&&Po(e)&&(r=e.domSelectionRange(),i=!this.currentSelection.eq(r)&&!this.ignoreSelectionChange(r));let o=-1,
s=-1,l=!1,a=[];if(e.editable)for(let f=0;f<t.length;f++){let h=this.registerMutation(t[f],a);h&&(o=o<0?h.from:Math.min(h.from,o),s=s<0?h.to:Math.max(h.to,s),h.typeOver&&
(l=!0))}if(a.some(f=>f.nodeName=="BR")&&(e.input.lastKeyCode==8||e.input.lastKeyCode==46||F&&(e.composing||e.input.compositionEndedAt>Date.now()-50)&&t.some(f=>f.
type=="childList"&&f.removedNodes.length))){for(let f of a)if(f.nodeName=="BR"&&f.parentNode){let h=f.nextSibling;for(;h&&x(h);){if(h.contentEditable=="false"){
f.parentNode.removeChild(f);break}h=h.firstChild}}}else if(te&&a.length){let f=a.filter(h=>h.nodeName=="BR");if(f.length==2){let[h,u]=f;h.parentNode&&h.parentNode.
parentNode==u.parentNode?u.remove():h.remove()}else{let{focusNode:h}=this.currentSelection;for(let u of f){let d=u.parentNode;d&&d.nodeName=="LI"&&(!h||df(e,h)!=
d)&&u.remove()}}}let c=null;o<0&&i&&e.input.lastFocus>Date.now()-200&&Math.max(e.input.lastTouch,e.input.lastClick.time)<Date.now()-300&&Tn(r)&&(c=$r(e))&&c.eq(
k.near(e.state.doc.resolve(0),1))?(e.input.lastFocus=0,Ce(e),this.currentSelection.set(r),e.scrollToSelection()):(o>-1||i)&&(o>-1&&(e.docView.markDirty(o,s),hf(
e)),e.input.badSafariComposition&&(e.input.badSafariComposition=!1,pf(e,a)),this.handleDOMChange(o,s,l,a),e.docView&&e.docView.dirty?e.updateState(e.state):r&&!this.
currentSelection.eq(r)&&Ce(e),r&&this.currentSelection.set(r))}registerMutation(e,t){if(t.indexOf(e.target)>-1)return null;let r=this.view.docView.nearestDesc(e.
target);if(e.type=="attributes"&&(r==this.view.docView||e.attributeName=="contenteditable"||e.attributeName=="style"&&!e.oldValue&&!e.target.getAttribute("style"))||
!r||r.ignoreMutation(e))return null;if(e.type=="childList"){for(let f=0;f<e.addedNodes.length;f++){let h=e.addedNodes[f];t.push(h),v(h)&&(this.lastChangedTextNode=
h)}if(r.contentDOM&&r.contentDOM!=r.dom&&!r.contentDOM.contains(e.target))return{from:r.posBefore,to:r.posAfter};let i=e.previousSibling,o=e.nextSibling;if(Q&&Re<=
11&&e.addedNodes.length)for(let f=0;f<e.addedNodes.length;f++){let{previousSibling:h,nextSibling:u}=e.addedNodes[f];(!h||Array.prototype.indexOf.call(e.addedNodes,
h)<0)&&(i=h),(!u||Array.prototype.indexOf.call(e.addedNodes,u)<0)&&(o=u)}let s=i&&i.parentNode==e.target?P(i)+1:0,l=r.localPosFromDOM(e.target,s,-1),a=o&&o.parentNode==
e.target?P(o):e.target.childNodes.length,c=r.localPosFromDOM(e.target,a,1);return{from:l,to:c}}else return e.type=="attributes"?{from:r.posAtStart-r.border,to:r.
posAtEnd+r.border}:(this.lastChangedTextNode=e.target,{from:r.posAtStart,to:r.posAtEnd,typeOver:e.target.nodeValue==e.oldValue})}},qo=new WeakMap,Ho=!1;function hf(n){
if(!qo.has(n)&&(qo.set(n,null),["normal","nowrap","pre-line"].indexOf(getComputedStyle(n.dom).whiteSpace)!==-1)){if(n.requiresGeckoHackNode=te,Ho)return;console.
warn("ProseMirror expects the CSS white-space property to be set, preferably to 'pre-wrap'. It is recommended to load style/prosemirror.css from the prosemirror\
-view package."),Ho=!0}}function Ko(n,e){let t=e.startContainer,r=e.startOffset,i=e.endContainer,o=e.endOffset,s=n.domAtPos(n.state.selection.anchor);return Ye(
s.node,s.offset,i,o)&&([t,r,i,o]=[i,o,t,r]),{anchorNode:t,anchorOffset:r,focusNode:i,focusOffset:o}}function uf(n,e){if(e.getComposedRanges){let i=e.getComposedRanges(
n.root)[0];if(i)return Ko(n,i)}let t;function r(i){i.preventDefault(),i.stopImmediatePropagation(),t=i.getTargetRanges()[0]}return n.dom.addEventListener("befor\
einput",r,!0),document.execCommand("indent"),n.dom.removeEventListener("beforeinput",r,!0),t?Ko(n,t):null}function df(n,e){for(let t=e.parentNode;t&&t!=n.dom;t=
t.parentNode){let r=n.docView.nearestDesc(t,!0);if(r&&r.node.isBlock)return t}return null}function pf(n,e){var t;let{focusNode:r,focusOffset:i}=n.domSelectionRange();
for(let o of e)if(((t=o.parentNode)===null||t===void 0?void 0:t.nodeName)=="TR"){let s=o.nextSibling;for(;s&&s.nodeName!="TD"&&s.nodeName!="TH";)s=s.nextSibling;
if(s){let l=s;for(;;){let a=l.firstChild;if(!a||!x(a)||a.contentEditable=="false"||/^(BR|IMG)$/.test(a.nodeName))break;l=a}l.insertBefore(o,l.firstChild),r==o&&
n.domSelection().collapse(o,i)}else o.parentNode.removeChild(o)}}function mf(n,e,t,r){let{node:i,fromOffset:o,toOffset:s,from:l,to:a}=n.docView.parseRange(e,t),
c=n.domSelectionRange(),f,h=c.anchorNode;if(h&&Ze(n.dom,h)&&(f=[{node:h,offset:c.anchorOffset}],Tn(c)||f.push({node:c.focusNode,offset:c.focusOffset})),F&&n.input.
lastKeyCode===8)for(let S=s;S>o;S--){let A=i.childNodes[S-1],O=A.pmViewDesc;if(A.nodeName=="BR"&&!O){s=S;break}if(!O||O.size)break}let u=n.state.doc,d=n.someProp(
"domParser")||We.fromSchema(n.state.schema),p=u.resolve(l),m=null,g=d.parse(i,{topNode:p.parent,topMatch:p.parent.contentMatchAt(p.index()),topOpen:!0,from:o,to:s,
preserveWhitespace:p.parent.type.whitespace=="pre"?"full":!0,findPositions:f,ruleFromNode:gf(r),context:p});if(f&&f[0].pos!=null){let S=f[0].pos,A=f[1]&&f[1].pos;
A==null&&(A=S),m={anchor:S+l,head:A+l}}return{doc:g,sel:m,from:l,to:a}}var gf=n=>e=>{let t=e.pmViewDesc;if(t)return t.parseRule(n);if(e.nodeName=="BR"&&e.parentNode){
if(q&&/^(ul|ol)$/i.test(e.parentNode.nodeName)){let r=document.createElement("div");return r.appendChild(document.createElement("li")),{skip:r}}else if(e.parentNode.
lastChild==e||q&&/^(tr|table)$/i.test(e.parentNode.nodeName))return{ignore:!0}}else if(e.nodeName=="IMG"&&e.getAttribute("mark-placeholder"))return{ignore:!0};return null},
yf=/^(a|abbr|acronym|b|bd[io]|big|br|button|cite|code|data(list)?|del|dfn|em|i|img|ins|kbd|label|map|mark|meter|output|q|ruby|s|samp|small|span|strong|su[bp]|time|u|tt|var)$/i;
function bf(n,e,t,r,i){let o=n.input.compositionPendingChanges||(n.composing?n.input.compositionID:0);if(n.input.compositionPendingChanges=0,e<0){let N=n.input.
lastSelectionTime>Date.now()-50?n.input.lastSelectionOrigin:null,T=$r(n,N);if(T&&!n.state.selection.eq(T)){if(F&&ke&&n.input.lastKeyCode===13&&Date.now()-100<n.
input.lastKeyCodeTime&&Te(n,"Enter"))return;let Y=n.state.tr.setSelection(T);N=="pointer"?Y.setMeta("pointer",!0):N=="key"&&Y.scrollIntoView(),o&&Y.setMeta("com\
position",o),n.dispatch(Y)}return}let s=n.state.doc.resolve(e),l=s.sharedDepth(t);e=s.before(l+1),t=n.state.doc.resolve(t).after(l+1);let a=n.state.selection,c=mf(
n,e,t,i),f=n.state.doc,h=f.slice(c.from,c.to),u,d;n.input.lastKeyCode===8&&Date.now()-100<n.input.lastKeyCodeTime?(u=n.state.selection.to,d="end"):(u=n.state.selection.
from,d="start"),n.input.lastKeyCode=null;let p=wf(h.content,c.doc.content,c.from,u,d);if(p&&n.input.domChangeCount++,(St&&n.input.lastIOSEnter>Date.now()-225||ke)&&
i.some(N=>x(N)&&!yf.test(N.nodeName))&&(!p||p.endA>=p.endB)&&Te(n,"Enter")){n.input.lastIOSEnter=0;return}if(!p)if(r&&a instanceof C&&!a.empty&&a.$head.sameParent(
a.$anchor)&&!n.composing&&!(c.sel&&c.sel.anchor!=c.sel.head))p={start:a.from,endA:a.to,endB:a.to};else{if(c.sel){let N=jo(n,n.state.doc,c.sel);if(N&&!N.eq(n.state.
selection)){let T=n.state.tr.setSelection(N);o&&T.setMeta("composition",o),n.dispatch(T)}}return}n.state.selection.from<n.state.selection.to&&p.start==p.endB&&n.
state.selection instanceof C&&(p.start>n.state.selection.from&&p.start<=n.state.selection.from+2&&n.state.selection.from>=c.from?p.start=n.state.selection.from:
p.endA<n.state.selection.to&&p.endA>=n.state.selection.to-2&&n.state.selection.to<=c.to&&(p.endB+=n.state.selection.to-p.endA,p.endA=n.state.selection.to)),Q&&Re<=
11&&p.endB==p.start+1&&p.endA==p.start&&p.start>c.from&&c.doc.textBetween(p.start-c.from-1,p.start-c.from+1)=="  "&&(p.start--,p.endA--,p.endB--);let m=c.doc.resolveNoCache(
p.start-c.from),g=c.doc.resolveNoCache(p.endB-c.from),S=f.resolve(p.start),A=m.sameParent(g)&&m.parent.inlineContent&&S.end()>=p.endA;if((St&&n.input.lastIOSEnter>
Date.now()-225&&(!A||i.some(N=>N.nodeName=="DIV"||N.nodeName=="P"))||!A&&kf(c.doc,m.pos,g.pos))&&Te(n,"Enter")){n.input.lastIOSEnter=0;return}if(n.state.selection.
anchor>p.start&&(A?p.endA>p.start&&p.endB==p.start:xf(f,p.start,p.endA,m,g))&&Te(n,"Backspace")){ke&&F&&n.domObserver.suppressSelectionUpdates();return}F&&p.endB==
p.start&&(n.input.lastChromeDelete=Date.now()),ke&&!A&&m.start()!=g.start()&&g.parentOffset==0&&m.depth==g.depth&&c.sel&&c.sel.anchor==c.sel.head&&c.sel.head==p.
endA&&(p.endB-=2,g=c.doc.resolveNoCache(p.endB-c.from),setTimeout(()=>Te(n,"Enter"),20));let O=p.start,X=p.endA,K=N=>{let T=N||n.state.tr.replace(O,X,c.doc.slice(
p.start-c.from,p.endB-c.from));if(c.sel){let Y=jo(n,T.doc,c.sel);Y&&!(F&&n.composing&&Y.empty&&(p.start!=p.endB||n.input.lastChromeDelete<Date.now()-100)&&(Y.head==
O||Y.head==T.mapping.map(X)-1)||Q&&Y.empty&&Y.head==O)&&T.setSelection(Y)}return o&&T.setMeta("composition",o),T.scrollIntoView()},de;if(A)if(m.pos==g.pos){Q&&Re<=
11&&m.parentOffset==0&&(n.domObserver.suppressSelectionUpdates(),setTimeout(()=>Ce(n),20));let N=K(n.state.tr.delete(O,X)),T=f.resolve(p.start).marksAcross(f.resolve(
p.endA));T&&N.ensureMarks(T),n.dispatch(N)}else if(p.endA==p.endB&&(de=Sf(m.parent.content.cut(m.parentOffset,g.parentOffset),S.parent.content.cut(S.parentOffset,
p.endA-S.start())))){let N=K(n.state.tr);de.type=="add"?N.addMark(O,X,de.mark):N.removeMark(O,X,de.mark),n.dispatch(N)}else if(m.parent.child(m.index()).isText&&
m.index()==g.index()-(g.textOffset?0:1)){let N=m.parent.textBetween(m.parentOffset,g.parentOffset),T=()=>K(n.state.tr.insertText(N,O,X));n.someProp("handleTextI\
nput",Y=>Y(n,O,X,N,T))||n.dispatch(T())}else n.dispatch(K());else n.dispatch(K())}function jo(n,e,t){return Math.max(t.anchor,t.head)>e.content.size?null:Wr(n,e.
resolve(t.anchor),e.resolve(t.head))}function Sf(n,e){let t=n.firstChild.marks,r=e.firstChild.marks,i=t,o=r,s,l,a;for(let f=0;f<r.length;f++)i=r[f].removeFromSet(
i);for(let f=0;f<t.length;f++)o=t[f].removeFromSet(o);if(i.length==1&&o.length==0)l=i[0],s="add",a=f=>f.mark(l.addToSet(f.marks));else if(i.length==0&&o.length==
1)l=o[0],s="remove",a=f=>f.mark(l.removeFromSet(f.marks));else return null;let c=[];for(let f=0;f<e.childCount;f++)c.push(a(e.child(f)));if(y.from(c).eq(n))return{
mark:l,type:s}}function xf(n,e,t,r,i){if(t-e<=i.pos-r.pos||Sr(r,!0,!1)<i.pos)return!1;let o=n.resolve(e);if(!r.parent.inlineContent){let l=o.nodeAfter;return l!=
null&&t==e+l.nodeSize}if(o.parentOffset<o.parent.content.size||!o.parent.isTextblock)return!1;let s=n.resolve(Sr(o,!0,!0));return!s.parent.isTextblock||s.pos>t||
Sr(s,!0,!1)<t?!1:r.parent.content.cut(r.parentOffset).eq(s.parent.content)}function kf(n,e,t){let r=0,i=0;return n.nodesBetween(e,t,(o,s)=>{o.isTextblock&&s>=e&&
s<t?r++:(o.isText?/\S/.test(o.text.slice(Math.max(0,e-s),Math.min(o.nodeSize,t-s))):o.isLeaf)&&i++}),i==0&&r==1}function Sr(n,e,t){let r=n.depth,i=e?n.end():n.pos;
for(;r>0&&(e||n.indexAfter(r)==n.node(r).childCount);)r--,i++,e=!1;if(t){let o=n.node(r).maybeChild(n.indexAfter(r));for(;o&&!o.isLeaf;)o=o.firstChild,i++}return i}
function wf(n,e,t,r,i){let o=n.findDiffStart(e,t),s=t+n.size,l=t+e.size;if(o==null)return null;let{a,b:c}=n.findDiffEnd(e,s,l);if(i=="end"){let f=Math.max(0,o-Math.
min(a,c));r-=a+f-o}if(a<o&&s<l){let f=r<=o&&r>=a?o-r:0;o-=f,c=o+(c-a),a=o}else if(c<o){let f=r<=o&&r>=c?o-r:0;o-=f,a=o+(a-c),c=o}return{start:o,endA:a,endB:c}}var jt=class{constructor(e,t){this._root=null,this.focused=!1,this.trackWrites=null,this.mounted=!1,this.markCursor=null,this.cursorWrapper=null,this.lastSelectedViewDesc=
void 0,this.input=new vr,this.prevDirectPlugins=[],this.pluginViews=[],this.requiresGeckoHackNode=!1,this.dragging=null,this._props=t,this.state=t.state,this.directPlugins=
t.plugins||[],this.directPlugins.forEach(Zo),this.dispatch=this.dispatch.bind(this),this.dom=e&&e.mount||document.createElement("div"),e&&(e.appendChild?e.appendChild(
this.dom):typeof e=="function"?e(this.dom):e.mount&&(this.mounted=!0)),this.editable=Xo(this),Go(this),this.nodeViews=Yo(this),this.docView=To(this.state.doc,Uo(
this),br(this),this.dom,this),this.domObserver=new Vr(this,(r,i,o,s)=>bf(this,r,i,o,s)),this.domObserver.start(),$c(this),this.updatePluginViews()}get composing(){
return this.input.composing}get props(){if(this._props.state!=this.state){let e=this._props;this._props={};for(let t in e)this._props[t]=e[t];this._props.state=
this.state}return this._props}update(e){e.handleDOMEvents!=this._props.handleDOMEvents&&zr(this);let t=this._props;this._props=e,e.plugins&&(e.plugins.forEach(Zo),
this.directPlugins=e.plugins),this.updateStateInner(e.state,t)}setProps(e){let t={};for(let r in this._props)t[r]=this._props[r];t.state=this.state;for(let r in e)
t[r]=e[r];this.update(t)}updateState(e){this.updateStateInner(e,this._props)}updateStateInner(e,t){var r;let i=this.state,o=!1,s=!1;e.storedMarks&&this.composing&&
(Ns(this),s=!0),this.state=e;let l=i.plugins!=e.plugins||this._props.plugins!=t.plugins;if(l||this._props.plugins!=t.plugins||this._props.nodeViews!=t.nodeViews){
let d=Yo(this);Mf(d,this.nodeViews)&&(this.nodeViews=d,o=!0)}(l||t.handleDOMEvents!=this._props.handleDOMEvents)&&zr(this),this.editable=Xo(this),Go(this);let a=br(
this),c=Uo(this),f=i.plugins!=e.plugins&&!i.doc.eq(e.doc)?"reset":e.scrollToSelection>i.scrollToSelection?"to selection":"preserve",h=o||!this.docView.matchesNode(
e.doc,c,a);(h||!e.selection.eq(i.selection))&&(s=!0);let u=f=="preserve"&&s&&this.dom.style.overflowAnchor==null&&oc(this);if(s){this.domObserver.stop();let d=h&&
(Q||F)&&!this.composing&&!i.selection.empty&&!e.selection.empty&&Cf(i.selection,e.selection);if(h){let m=F?this.trackWrites=this.domSelectionRange().focusNode:null;
this.composing&&(this.input.compositionNode=ef(this)),(o||!this.docView.update(e.doc,c,a,this))&&(this.docView.updateOuterDeco(c),this.docView.destroy(),this.docView=
To(e.doc,c,a,this.dom,this)),m&&(!this.trackWrites||!this.dom.contains(this.trackWrites))&&(d=!0)}let p=this.input.mouseDown;d||!(p&&this.domObserver.currentSelection.
eq(this.domSelectionRange())&&Nc(this)&&p.delaySelUpdate())?Ce(this,d):(ds(this,e.selection),this.domObserver.setCurSelection()),this.domObserver.start()}this.updatePluginViews(
i),!((r=this.dragging)===null||r===void 0)&&r.node&&!i.doc.eq(e.doc)&&this.updateDraggedNode(this.dragging,i),f=="reset"?this.dom.scrollTop=0:f=="to selection"?
this.scrollToSelection():u&&sc(u)}scrollToSelection(){let e=this.domSelectionRange().focusNode;if(!(!e||!Ze(this.dom,e))){if(!this.someProp("handleScrollToSelec\
tion",t=>t(this)))if(this.state.selection instanceof w){let t=this.docView.domAfterPos(this.state.selection.from);x(t)&&Oo(this,t.getBoundingClientRect(),e)}else
Oo(this,this.coordsAtPos(this.state.selection.head,1),e)}}destroyPluginViews(){let e;for(;e=this.pluginViews.pop();)e.destroy&&e.destroy()}updatePluginViews(e){
if(!e||e.plugins!=this.state.plugins||this.directPlugins!=this.prevDirectPlugins){this.prevDirectPlugins=this.directPlugins,this.destroyPluginViews();for(let t=0;t<
this.directPlugins.length;t++){let r=this.directPlugins[t];r.spec.view&&this.pluginViews.push(r.spec.view(this))}for(let t=0;t<this.state.plugins.length;t++){let r=this.
state.plugins[t];r.spec.view&&this.pluginViews.push(r.spec.view(this))}}else for(let t=0;t<this.pluginViews.length;t++){let r=this.pluginViews[t];r.update&&r.update(
this,e)}}updateDraggedNode(e,t){let r=e.node,i=-1;if(r.from<this.state.doc.content.size&&this.state.doc.nodeAt(r.from)==r.node)i=r.from;else{let o=r.from+(this.
state.doc.content.size-t.doc.content.size);(o>0&&o<this.state.doc.content.size&&this.state.doc.nodeAt(o))==r.node&&(i=o)}this.dragging=new Nn(e.slice,e.move,i<0?
void 0:w.create(this.state.doc,i))}someProp(e,t){let r=this._props&&this._props[e],i;if(r!=null&&(i=t?t(r):r))return i;for(let s=0;s<this.directPlugins.length;s++){
let l=this.directPlugins[s].props[e];if(l!=null&&(i=t?t(l):l))return i}let o=this.state.plugins;if(o)for(let s=0;s<o.length;s++){let l=o[s].props[e];if(l!=null&&
(i=t?t(l):l))return i}}hasFocus(){if(Q){let e=this.root.activeElement;if(e==this.dom)return!0;if(!e||!this.dom.contains(e))return!1;for(;e&&this.dom!=e&&this.dom.
contains(e);){if(e.contentEditable=="false")return!1;e=e.parentElement}return!0}return this.root.activeElement==this.dom}focus(){this.domObserver.stop(),this.editable&&
lc(this.dom),Ce(this),this.domObserver.start()}get root(){let e=this._root;if(e==null){for(let t=this.dom.parentNode;t;t=t.parentNode)if(t.nodeType==9||t.nodeType==
11&&t.host)return t.getSelection||(Object.getPrototypeOf(t).getSelection=()=>t.ownerDocument.getSelection()),this._root=t}return e||document}updateRoot(){this._root=
null}posAtCoords(e){return uc(this,e)}coordsAtPos(e,t=1){return ls(this,e,t)}domAtPos(e,t=0){return this.docView.domFromPos(e,t)}nodeDOM(e){let t=this.docView.descAt(
e);return t?t.nodeDOM:null}posAtDOM(e,t,r=-1){let i=this.docView.posFromDOM(e,t,r);if(i==null)throw new RangeError("DOM position not inside the editor");return i}endOfTextblock(e,t){
return yc(this,t||this.state,e)}pasteHTML(e,t){return qt(this,"",e,!1,t||new ClipboardEvent("paste"))}pasteText(e,t){return qt(this,e,null,!0,t||new ClipboardEvent(
"paste"))}serializeForClipboard(e){return Jr(this,e)}destroy(){this.docView&&(Wc(this),this.destroyPluginViews(),this.mounted?(this.docView.update(this.state.doc,
[],br(this),this),this.dom.textContent=""):this.dom.parentNode&&this.dom.parentNode.removeChild(this.dom),this.docView.destroy(),this.docView=null,Ua())}get isDestroyed(){
return this.docView==null}dispatchEvent(e){return qc(this,e)}domSelectionRange(){let e=this.dom.isConnected!==!1&&this.domSelection();return e?q&&this.root.nodeType===
11&&ec(this.dom.ownerDocument)==this.dom&&uf(this,e)||e:{focusNode:null,focusOffset:0,anchorNode:null,anchorOffset:0}}domSelection(){return this.root.getSelection()}};
jt.prototype.dispatch=function(n){let e=this._props.dispatchTransaction;e?e.call(this,n):this.updateState(this.state.apply(n))};function Uo(n){let e=Object.create(
null);return e.class="ProseMirror",e.contenteditable=String(n.editable),n.someProp("attributes",t=>{if(typeof t=="function"&&(t=t(n.state)),t)for(let r in t)r==
"class"?e.class+=" "+t[r]:r=="style"?e.style=(e.style?e.style+";":"")+t[r]:!e[r]&&r!="contenteditable"&&r!="nodeName"&&(e[r]=String(t[r]))}),e.translate||(e.translate=
"no"),[oe.node(0,n.state.doc.content.size,e)]}function Go(n){if(n.markCursor){let e=document.createElement("img");e.className="ProseMirror-separator",e.setAttribute(
"mark-placeholder","true"),e.setAttribute("alt",""),n.cursorWrapper={dom:e,deco:oe.widget(n.state.selection.from,e,{raw:!0,marks:n.markCursor})}}else n.cursorWrapper=
null}function Xo(n){return!n.someProp("editable",e=>e(n.state)===!1)}function Cf(n,e){let t=Math.min(n.$anchor.sharedDepth(n.head),e.$anchor.sharedDepth(e.head));
return n.$anchor.start(t)!=e.$anchor.start(t)}function Yo(n){let e=Object.create(null);function t(r){for(let i in r)Object.prototype.hasOwnProperty.call(e,i)||(e[i]=
r[i])}return n.someProp("nodeViews",t),n.someProp("markViews",t),e}function Mf(n,e){let t=0,r=0;for(let i in n){if(n[i]!=e[i])return!0;t++}for(let i in e)r++;return t!=
r}function Zo(n){if(n.spec.state||n.spec.filterTransaction||n.spec.appendTransaction)throw new RangeError("Plugins passed directly to the view must not have a s\
tate component")}var H=class n extends k{constructor(e){super(e,e)}map(e,t){let r=e.resolve(t.map(this.head));return n.valid(r)?new n(r):k.near(r)}content(){return b.empty}eq(e){
return e instanceof n&&e.head==this.head}toJSON(){return{type:"gapcursor",pos:this.head}}static fromJSON(e,t){if(typeof t.pos!="number")throw new RangeError("In\
valid input for GapCursor.fromJSON");return new n(e.resolve(t.pos))}getBookmark(){return new Ur(this.anchor)}static valid(e){let t=e.parent;if(t.inlineContent||
!Of(e)||!Nf(e))return!1;let r=t.type.spec.allowGapCursor;if(r!=null)return r;let i=t.contentMatchAt(e.index()).defaultType;return i&&i.isTextblock}static findGapCursorFrom(e,t,r=!1){
e:for(;;){if(!r&&n.valid(e))return e;let i=e.pos,o=null;for(let s=e.depth;;s--){let l=e.node(s);if(t>0?e.indexAfter(s)<l.childCount:e.index(s)>0){o=l.child(t>0?
e.indexAfter(s):e.index(s)-1);break}else if(s==0)return null;i+=t;let a=e.doc.resolve(i);if(n.valid(a))return a}for(;;){let s=t>0?o.firstChild:o.lastChild;if(!s){
if(o.isAtom&&!o.isText&&!w.isSelectable(o)){e=e.doc.resolve(i+o.nodeSize*t),r=!1;continue e}break}o=s,i+=t;let l=e.doc.resolve(i);if(n.valid(l))return l}return null}}};
H.prototype.visible=!1;H.findFrom=H.findGapCursorFrom;k.jsonID("gapcursor",H);var Ur=class n{constructor(e){this.pos=e}map(e){return new n(e.map(this.pos))}resolve(e){
let t=e.resolve(this.pos);return H.valid(t)?new H(t):k.near(t)}};function Is(n){return n.isAtom||n.spec.isolating||n.spec.createGapCursor}function Of(n){for(let e=n.
depth;e>=0;e--){let t=n.index(e),r=n.node(e);if(t==0){if(r.type.spec.isolating)return!0;continue}for(let i=r.child(t-1);;i=i.lastChild){if(i.childCount==0&&!i.inlineContent||
Is(i.type))return!0;if(i.inlineContent)return!1}}return!0}function Nf(n){for(let e=n.depth;e>=0;e--){let t=n.indexAfter(e),r=n.node(e);if(t==r.childCount){if(r.
type.spec.isolating)return!0;continue}for(let i=r.child(t);;i=i.firstChild){if(i.childCount==0&&!i.inlineContent||Is(i.type))return!0;if(i.inlineContent)return!1}}
return!0}function vs(){return new ne({props:{decorations:Tf,createSelectionBetween(n,e,t){return e.pos==t.pos&&H.valid(t)?new H(t):null},handleClick:Af,handleKeyDown:Df,
handleDOMEvents:{beforeinput:Ef}}})}var Df=Lt({ArrowLeft:In("horiz",-1),ArrowRight:In("horiz",1),ArrowUp:In("vert",-1),ArrowDown:In("vert",1)});function In(n,e){
let t=n=="vert"?e>0?"down":"up":e>0?"right":"left";return function(r,i,o){let s=r.selection,l=e>0?s.$to:s.$from,a=s.empty;if(s instanceof C){if(!o.endOfTextblock(
t)||l.depth==0)return!1;a=!1,l=r.doc.resolve(e>0?l.after():l.before())}let c=H.findGapCursorFrom(l,e,a);return c?(i&&i(r.tr.setSelection(new H(c))),!0):!1}}function Af(n,e,t){
if(!n||!n.editable)return!1;let r=n.state.doc.resolve(e);if(!H.valid(r))return!1;let i=n.posAtCoords({left:t.clientX,top:t.clientY});return i&&i.inside>-1&&w.isSelectable(
n.state.doc.nodeAt(i.inside))?!1:(n.dispatch(n.state.tr.setSelection(new H(r))),!0)}function Ef(n,e){if(e.inputType!="insertCompositionText"||!(n.state.selection instanceof
H))return!1;let{$from:t}=n.state.selection,r=t.parent.contentMatchAt(t.index()).findWrapping(n.state.schema.nodes.text);if(!r)return!1;let i=y.empty;for(let s=r.
length-1;s>=0;s--)i=y.from(r[s].createAndFill(null,i));let o=n.state.tr.replace(t.pos,t.pos,new b(i,0,0));return o.setSelection(C.near(o.doc.resolve(t.pos+1))),
n.dispatch(o),!1}function Tf(n){if(!(n.selection instanceof H))return null;let e=document.createElement("div");return e.className="ProseMirror-gapcursor",J.create(
n.doc,[oe.widget(n.selection.head,e,{key:"gapcursor"})])}var vn=200,L=function(){};L.prototype.append=function(e){return e.length?(e=L.from(e),!this.length&&e||e.length<vn&&this.leafAppend(e)||this.length<vn&&e.leafPrepend(
this)||this.appendInner(e)):this};L.prototype.prepend=function(e){return e.length?L.from(e).append(this):this};L.prototype.appendInner=function(e){return new Rf(
this,e)};L.prototype.slice=function(e,t){return e===void 0&&(e=0),t===void 0&&(t=this.length),e>=t?L.empty:this.sliceInner(Math.max(0,e),Math.min(this.length,t))};
L.prototype.get=function(e){if(!(e<0||e>=this.length))return this.getInner(e)};L.prototype.forEach=function(e,t,r){t===void 0&&(t=0),r===void 0&&(r=this.length),
t<=r?this.forEachInner(e,t,r,0):this.forEachInvertedInner(e,t,r,0)};L.prototype.map=function(e,t,r){t===void 0&&(t=0),r===void 0&&(r=this.length);var i=[];return this.
forEach(function(o,s){return i.push(e(o,s))},t,r),i};L.from=function(e){return e instanceof L?e:e&&e.length?new zs(e):L.empty};var zs=(function(n){function e(r){
n.call(this),this.values=r}n&&(e.__proto__=n),e.prototype=Object.create(n&&n.prototype),e.prototype.constructor=e;var t={length:{configurable:!0},depth:{configurable:!0}};
return e.prototype.flatten=function(){return this.values},e.prototype.sliceInner=function(i,o){return i==0&&o==this.length?this:new e(this.values.slice(i,o))},e.
prototype.getInner=function(i){return this.values[i]},e.prototype.forEachInner=function(i,o,s,l){for(var a=o;a<s;a++)if(i(this.values[a],l+a)===!1)return!1},e.prototype.
forEachInvertedInner=function(i,o,s,l){for(var a=o-1;a>=s;a--)if(i(this.values[a],l+a)===!1)return!1},e.prototype.leafAppend=function(i){if(this.length+i.length<=
vn)return new e(this.values.concat(i.flatten()))},e.prototype.leafPrepend=function(i){if(this.length+i.length<=vn)return new e(i.flatten().concat(this.values))},
t.length.get=function(){return this.values.length},t.depth.get=function(){return 0},Object.defineProperties(e.prototype,t),e})(L);L.empty=new zs([]);var Rf=(function(n){
function e(t,r){n.call(this),this.left=t,this.right=r,this.length=t.length+r.length,this.depth=Math.max(t.depth,r.depth)+1}return n&&(e.__proto__=n),e.prototype=
Object.create(n&&n.prototype),e.prototype.constructor=e,e.prototype.flatten=function(){return this.left.flatten().concat(this.right.flatten())},e.prototype.getInner=
function(r){return r<this.left.length?this.left.get(r):this.right.get(r-this.left.length)},e.prototype.forEachInner=function(r,i,o,s){var l=this.left.length;if(i<
l&&this.left.forEachInner(r,i,Math.min(o,l),s)===!1||o>l&&this.right.forEachInner(r,Math.max(i-l,0),Math.min(this.length,o)-l,s+l)===!1)return!1},e.prototype.forEachInvertedInner=
function(r,i,o,s){var l=this.left.length;if(i>l&&this.right.forEachInvertedInner(r,i-l,Math.max(o,l)-l,s+l)===!1||o<l&&this.left.forEachInvertedInner(r,Math.min(
i,l),o,s)===!1)return!1},e.prototype.sliceInner=function(r,i){if(r==0&&i==this.length)return this;var o=this.left.length;return i<=o?this.left.slice(r,i):r>=o?this.
right.slice(r-o,i-o):this.left.slice(r,o).append(this.right.slice(0,i-o))},e.prototype.leafAppend=function(r){var i=this.right.leafAppend(r);if(i)return new e(this.
left,i)},e.prototype.leafPrepend=function(r){var i=this.left.leafPrepend(r);if(i)return new e(i,this.right)},e.prototype.appendInner=function(r){return this.left.
depth>=Math.max(this.right.depth,r.depth)+1?new e(this.left,new e(this.right,r)):new e(this,r)},e})(L),Gr=L;var If=500,tt=class n{constructor(e,t){this.items=e,this.eventCount=t}popEvent(e,t){if(this.eventCount==0)return null;let r=this.items.length;for(;;r--)if(this.
items.get(r-1).selection){--r;break}let i,o;t&&(i=this.remapping(r,this.items.length),o=i.maps.length);let s=e.tr,l,a,c=[],f=[];return this.items.forEach((h,u)=>{
if(!h.step){i||(i=this.remapping(r,u+1),o=i.maps.length),o--,f.push(h);return}if(i){f.push(new fe(h.map));let d=h.step.map(i.slice(o)),p;d&&s.maybeStep(d).doc&&
(p=s.mapping.maps[s.mapping.maps.length-1],c.push(new fe(p,void 0,void 0,c.length+f.length))),o--,p&&i.appendMap(p,o)}else s.maybeStep(h.step);if(h.selection)return l=
i?h.selection.map(i.slice(o)):h.selection,a=new n(this.items.slice(0,r).append(f.reverse().concat(c)),this.eventCount-1),!1},this.items.length,0),{remaining:a,transform:s,
selection:l}}addTransform(e,t,r,i){let o=[],s=this.eventCount,l=this.items,a=!i&&l.length?l.get(l.length-1):null;for(let f=0;f<e.steps.length;f++){let h=e.steps[f].
invert(e.docs[f]),u=new fe(e.mapping.maps[f],h,t),d;(d=a&&a.merge(u))&&(u=d,f?o.pop():l=l.slice(0,l.length-1)),o.push(u),t&&(s++,t=void 0),i||(a=u)}let c=s-r.depth;
return c>zf&&(l=vf(l,c),s-=c),new n(l.append(o),s)}remapping(e,t){let r=new Rt;return this.items.forEach((i,o)=>{let s=i.mirrorOffset!=null&&o-i.mirrorOffset>=e?
r.maps.length-i.mirrorOffset:void 0;r.appendMap(i.map,s)},e,t),r}addMaps(e){return this.eventCount==0?this:new n(this.items.append(e.map(t=>new fe(t))),this.eventCount)}rebased(e,t){
if(!this.eventCount)return this;t=Math.min(this.items.length,t);let r=[],i=this.items.length-t,o=e.mapping,s=e.steps.length,l=this.eventCount;this.items.forEach(
u=>{u.selection&&l--},i);let a=t;this.items.forEach(u=>{let d=o.getMirror(--a);if(d==null)return;s=Math.min(s,d);let p=o.maps[d];if(u.step){let m=e.steps[d].invert(
e.docs[d]),g=u.selection&&u.selection.map(o.slice(a+1,d));g&&l++,r.push(new fe(p,m,g))}else r.push(new fe(p))},i);let c=[];for(let u=t;u<s;u++)c.push(new fe(o.maps[u]));
let f=this.items.slice(0,i).append(c).append(r),h=new n(f,l);return h.emptyItemCount()>If&&(h=h.compress(this.items.length-r.length)),h}emptyItemCount(){let e=0;
return this.items.forEach(t=>{t.step||e++}),e}compress(e=this.items.length){let t=this.remapping(0,e),r=t.maps.length,i=[],o=0;return this.items.forEach((s,l)=>{
if(l>=e)i.push(s),s.selection&&o++;else if(s.step){let a=s.step.map(t.slice(r)),c=a&&a.getMap();if(r--,c&&t.appendMap(c,r),a){let f=s.selection&&s.selection.map(
t.slice(r));f&&o++;let h=new fe(c.invert(),a,f),u,d=i.length-1;(u=i.length&&i[d].merge(h))?i[d]=u:i.push(h)}}else s.map&&r--},this.items.length,0),new n(Gr.from(
i.reverse()),o)}};tt.empty=new tt(Gr.empty,0);function vf(n,e){let t;return n.forEach((r,i)=>{if(r.selection&&e--==0)return t=i,!1}),n.slice(t)}var fe=class n{constructor(e,t,r,i){
this.map=e,this.step=t,this.selection=r,this.mirrorOffset=i}merge(e){if(this.step&&e.step&&!e.selection){let t=e.step.merge(this.step);if(t)return new n(t.getMap().
invert(),t,this.selection)}}},he=class{constructor(e,t,r,i,o){this.done=e,this.undone=t,this.prevRanges=r,this.prevTime=i,this.prevComposition=o}},zf=20;function Bf(n,e,t,r){
let i=t.getMeta(et),o;if(i)return i.historyState;t.getMeta(Lf)&&(n=new he(n.done,n.undone,null,0,-1));let s=t.getMeta("appendedTransaction");if(t.steps.length==
0)return n;if(s&&s.getMeta(et))return s.getMeta(et).redo?new he(n.done.addTransform(t,void 0,r,zn(e)),n.undone,Bs(t.mapping.maps),n.prevTime,n.prevComposition):
new he(n.done,n.undone.addTransform(t,void 0,r,zn(e)),null,n.prevTime,n.prevComposition);if(t.getMeta("addToHistory")!==!1&&!(s&&s.getMeta("addToHistory")===!1)){
let l=t.getMeta("composition"),a=n.prevTime==0||!s&&n.prevComposition!=l&&(n.prevTime<(t.time||0)-r.newGroupDelay||!Pf(t,n.prevRanges)),c=s?Xr(n.prevRanges,t.mapping):
Bs(t.mapping.maps);return new he(n.done.addTransform(t,a?e.selection.getBookmark():void 0,r,zn(e)),tt.empty,c,t.time,l??n.prevComposition)}else return(o=t.getMeta(
"rebased"))?new he(n.done.rebased(t,o),n.undone.rebased(t,o),Xr(n.prevRanges,t.mapping),n.prevTime,n.prevComposition):new he(n.done.addMaps(t.mapping.maps),n.undone.
addMaps(t.mapping.maps),Xr(n.prevRanges,t.mapping),n.prevTime,n.prevComposition)}function Pf(n,e){if(!e)return!1;if(!n.docChanged)return!0;let t=!1;return n.mapping.
maps[0].forEach((r,i)=>{for(let o=0;o<e.length;o+=2)r<=e[o+1]&&i>=e[o]&&(t=!0)}),t}function Bs(n){let e=[];for(let t=n.length-1;t>=0&&e.length==0;t--)n[t].forEach(
(r,i,o,s)=>e.push(o,s));return e}function Xr(n,e){if(!n)return null;let t=[];for(let r=0;r<n.length;r+=2){let i=e.map(n[r],1),o=e.map(n[r+1],-1);i<=o&&t.push(i,
o)}return t}function Ff(n,e,t){let r=zn(e),i=et.get(e).spec.config,o=(t?n.undone:n.done).popEvent(e,r);if(!o)return null;let s=o.selection.resolve(o.transform.doc),
l=(t?n.done:n.undone).addTransform(o.transform,e.selection.getBookmark(),i,r),a=new he(t?l:o.remaining,t?o.remaining:l,null,0,-1);return o.transform.setSelection(
s).setMeta(et,{redo:t,historyState:a})}var Yr=!1,Ps=null;function zn(n){let e=n.plugins;if(Ps!=e){Yr=!1,Ps=e;for(let t=0;t<e.length;t++)if(e[t].spec.historyPreserveItems){
Yr=!0;break}}return Yr}var et=new ge("history"),Lf=new ge("closeHistory");function Fs(n={}){return n={depth:n.depth||100,newGroupDelay:n.newGroupDelay||500},new ne({key:et,state:{init(){
return new he(tt.empty,tt.empty,null,0,-1)},apply(e,t,r){return Bf(t,r,e,n)}},config:n,props:{handleDOMEvents:{beforeinput(e,t){let r=t.inputType,i=r=="historyU\
ndo"?Zr:r=="historyRedo"?Pn:null;return!i||!e.editable?!1:(t.preventDefault(),i(e.state,e.dispatch))}}}})}function Bn(n,e){return(t,r)=>{let i=et.getState(t);if(!i||
(n?i.undone:i.done).eventCount==0)return!1;if(r){let o=Ff(i,t,n);o&&r(e?o.scrollIntoView():o)}return!0}}var Zr=Bn(!1,!0),Pn=Bn(!0,!0),pu=Bn(!1,!1),mu=Bn(!0,!1);function Ls(n,e=null){return function(t,r){let{$from:i,$to:o}=t.selection,s=i.blockRange(o);if(!s)return!1;let l=r?t.tr:null;return Vf(l,s,n,e)?(r&&r(l.scrollIntoView()),
!0):!1}}function Vf(n,e,t,r=null){let i=!1,o=e,s=e.$from.doc;if(e.depth>=2&&e.$from.node(e.depth-1).type.compatibleContent(t)&&e.startIndex==0){if(e.$from.index(
e.depth-1)==0)return!1;let a=s.resolve(e.start-2);o=new _e(a,a,e.depth),e.endIndex<e.parent.childCount&&(e=new _e(e.$from,s.resolve(e.$to.end(e.depth)),e.depth)),
i=!0}let l=un(o,t,r,e);return l?(n&&_f(n,e,l,i,t),!0):!1}function _f(n,e,t,r,i){let o=y.empty;for(let f=t.length-1;f>=0;f--)o=y.from(t[f].type.create(t[f].attrs,
o));n.step(new B(e.start-(r?2:0),e.end,e.start,e.end,new b(o,0,0),t.length,!0));let s=0;for(let f=0;f<t.length;f++)t[f].type==i&&(s=f+1);let l=t.length-s,a=e.start+
t.length-(r?2:0),c=e.parent;for(let f=e.startIndex,h=e.endIndex,u=!0;f<h;f++,u=!1)!u&&l&&Ne(n.doc,a,l)&&(n.split(a,l),a+=2*l),a+=c.child(f).nodeSize;return n}function xt(n,e){
return n instanceof at?e==n:n.indexOf(e)>-1}function Vs(n,e){return function(t,r){let{$from:i,$to:o,node:s}=t.selection;if(s&&s.isBlock||i.depth<2||!i.sameParent(
o))return!1;let l=i.node(-1);if(!xt(n,l.type))return!1;if(i.parent.content.size==0&&i.node(-1).childCount==i.indexAfter(-1)){if(i.depth==3||!xt(n,i.node(-3).type)||
i.index(-2)!=i.node(-2).childCount-1)return!1;if(r){let h=y.empty,u=i.index(-1)?1:i.index(-2)?2:3;for(let S=i.depth-u;S>=i.depth-3;S--)h=y.from(i.node(S).copy(h));
let d=i.indexAfter(-1)<i.node(-2).childCount?1:i.indexAfter(-2)<i.node(-3).childCount?2:3;h=h.append(y.from(i.node(-3).type.createAndFill()));let p=i.before(i.depth-
(u-1)),m=t.tr.replace(p,i.after(-d),new b(h,4-u,0)),g=-1;m.doc.nodesBetween(p,m.doc.content.size,(S,A)=>{if(g>-1)return!1;S.isTextblock&&S.content.size==0&&(g=A+
1)}),g>-1&&m.setSelection(k.near(m.doc.resolve(g))),r(m.scrollIntoView())}return!0}let a=o.pos==i.end()?l.contentMatchAt(0).defaultType:null,c=t.tr.delete(i.pos,
o.pos),f=a?[e?{type:l.type,attrs:e}:null,{type:a}]:void 0;return Ne(c.doc,i.pos,2,f)?(r&&r(c.split(i.pos,2,f).scrollIntoView()),!0):!1}}function Qr(n){return function(e,t){let{$from:r,$to:i}=e.selection,o=r.blockRange(i,s=>s.childCount>0&&xt(n,s.firstChild.type));return o?t?xt(n,r.node(o.depth-1).
type)?$f(e,t,o):Wf(e,t,o):!0:!1}}function $f(n,e,t){let r=n.tr,i=t.end,o=t.$to.end(t.depth),s=t.parent.child(t.endIndex-1).type;i<o&&(r.step(new B(i-1,o,i,o,new b(
y.from(s.create(null,t.parent.copy())),1,0),1,!0)),t=new _e(r.doc.resolve(t.$from.pos),r.doc.resolve(o),t.depth));let l=Je(t);if(l==null)return!1;r.lift(t,l);let a=r.
doc.resolve(r.mapping.map(i,-1)-1);return Bt(r.doc,a.pos)&&a.nodeBefore.type==a.nodeAfter.type&&r.join(a.pos),e(r.scrollIntoView()),!0}function Wf(n,e,t){let r=n.
tr,i=t.parent;for(let d=t.end,p=t.endIndex-1,m=t.startIndex;p>m;p--)d-=i.child(p).nodeSize,r.delete(d-1,d+1);let o=r.doc.resolve(t.start),s=o.nodeAfter;if(r.mapping.
map(t.end)!=t.start+o.nodeAfter.nodeSize)return!1;let l=t.startIndex==0,a=t.endIndex==i.childCount,c=o.node(-1),f=o.index(-1);if(!c.canReplace(f+(l?0:1),f+1,s.content.
append(a?y.empty:y.from(i))))return!1;let h=o.pos,u=h+s.nodeSize;return r.step(new B(h-(l?1:0),u+(a?1:0),h+1,u-1,new b((l?y.empty:y.from(i.copy(y.empty))).append(
a?y.empty:y.from(i.copy(y.empty))),l?0:1,a?0:1),l?0:1)),e(r.scrollIntoView()),!0}function _s(n){return function(e,t){let{$from:r,$to:i}=e.selection,o=r.blockRange(
i,c=>c.childCount>0&&xt(n,c.firstChild.type));if(!o)return!1;let s=o.startIndex;if(s==0)return!1;let l=o.parent,a=l.child(s-1);if(!xt(n,a.type))return!1;if(t){let c=a.
lastChild&&a.lastChild.type==l.type,f=y.from(c?a.lastChild.lastChild.type.create():null),h=new b(y.from(a.type.create(null,y.from(l.type.create(null,f)))),c?3:1,
0),u=o.start,d=o.end;t(e.tr.step(new B(u-(c?3:1),d,u,d,h,1,!0)).scrollIntoView())}return!0}}var ti,ni;if(typeof WeakMap<"u"){let n=new WeakMap;ti=e=>n.get(e),ni=(e,t)=>(n.set(e,t),t)}else{let n=[],t=0;ti=r=>{for(let i=0;i<n.length;i+=2)if(n[i]==r)return n[i+
1]},ni=(r,i)=>(t==10&&(t=0),n[t++]=r,n[t++]=i)}var V=class{constructor(n,e,t,r){this.width=n,this.height=e,this.map=t,this.problems=r}findCell(n){for(let e=0;e<
this.map.length;e++){let t=this.map[e];if(t!=n)continue;let r=e%this.width,i=e/this.width|0,o=r+1,s=i+1;for(let l=1;o<this.width&&this.map[e+l]==t;l++)o++;for(let l=1;s<
this.height&&this.map[e+this.width*l]==t;l++)s++;return{left:r,top:i,right:o,bottom:s}}throw new RangeError(`No cell with offset ${n} found`)}colCount(n){for(let e=0;e<
this.map.length;e++)if(this.map[e]==n)return e%this.width;throw new RangeError(`No cell with offset ${n} found`)}nextCell(n,e,t){let{left:r,right:i,top:o,bottom:s}=this.
findCell(n);return e=="horiz"?(t<0?r==0:i==this.width)?null:this.map[o*this.width+(t<0?r-1:i)]:(t<0?o==0:s==this.height)?null:this.map[r+this.width*(t<0?o-1:s)]}rectBetween(n,e){
let{left:t,right:r,top:i,bottom:o}=this.findCell(n),{left:s,right:l,top:a,bottom:c}=this.findCell(e);return{left:Math.min(t,s),top:Math.min(i,a),right:Math.max(
r,l),bottom:Math.max(o,c)}}cellsInRect(n){let e=[],t={};for(let r=n.top;r<n.bottom;r++)for(let i=n.left;i<n.right;i++){let o=r*this.width+i,s=this.map[o];t[s]||
(t[s]=!0,!(i==n.left&&i&&this.map[o-1]==s||r==n.top&&r&&this.map[o-this.width]==s)&&e.push(s))}return e}positionAt(n,e,t){for(let r=0,i=0;;r++){let o=i+t.child(
r).nodeSize;if(r==n){let s=e+n*this.width,l=(n+1)*this.width;for(;s<l&&this.map[s]<i;)s++;return s==l?o-1:this.map[s]}i=o}}static get(n){return ti(n)||ni(n,Jf(n))}};
function Jf(n){if(n.type.spec.tableRole!="table")throw new RangeError("Not a table node: "+n.type.name);let e=qf(n),t=n.childCount,r=[],i=0,o=null,s=[];for(let c=0,
f=e*t;c<f;c++)r[c]=0;for(let c=0,f=0;c<t;c++){let h=n.child(c);f++;for(let p=0;;p++){for(;i<r.length&&r[i]!=0;)i++;if(p==h.childCount)break;let m=h.child(p),{colspan:g,
rowspan:S,colwidth:A}=m.attrs;for(let O=0;O<S;O++){if(O+c>=t){(o||(o=[])).push({type:"overlong_rowspan",pos:f,n:S-O});break}let X=i+O*e;for(let K=0;K<g;K++){r[X+
K]==0?r[X+K]=f:(o||(o=[])).push({type:"collision",row:c,pos:f,n:g-K});let de=A&&A[K];if(de){let N=(X+K)%e*2,T=s[N];T==null||T!=de&&s[N+1]==1?(s[N]=de,s[N+1]=1):
T==de&&s[N+1]++}}}i+=g,f+=m.nodeSize}let u=(c+1)*e,d=0;for(;i<u;)r[i++]==0&&d++;d&&(o||(o=[])).push({type:"missing",row:c,n:d}),f++}(e===0||t===0)&&(o||(o=[])).
push({type:"zero_sized"});let l=new V(e,t,r,o),a=!1;for(let c=0;!a&&c<s.length;c+=2)s[c]!=null&&s[c+1]<t&&(a=!0);return a&&Hf(l,s,n),l}function qf(n){let e=-1,t=!1;
for(let r=0;r<n.childCount;r++){let i=n.child(r),o=0;if(t)for(let s=0;s<r;s++){let l=n.child(s);for(let a=0;a<l.childCount;a++){let c=l.child(a);s+c.attrs.rowspan>
r&&(o+=c.attrs.colspan)}}for(let s=0;s<i.childCount;s++){let l=i.child(s);o+=l.attrs.colspan,l.attrs.rowspan>1&&(t=!0)}e==-1?e=o:e!=o&&(e=Math.max(e,o))}return e}
function Hf(n,e,t){n.problems||(n.problems=[]);let r={};for(let i=0;i<n.map.length;i++){let o=n.map[i];if(r[o])continue;r[o]=!0;let s=t.nodeAt(o);if(!s)throw new RangeError(
`No cell with offset ${o} found`);let l=null,a=s.attrs;for(let c=0;c<a.colspan;c++){let f=e[(i+c)%n.width*2];f!=null&&(!a.colwidth||a.colwidth[c]!=f)&&((l||(l=Kf(
a)))[c]=f)}l&&n.problems.unshift({type:"colwidth mismatch",pos:o,colwidth:l})}}function Kf(n){if(n.colwidth)return n.colwidth.slice();let e=[];for(let t=0;t<n.colspan;t++)
e.push(0);return e}function $s(n,e){if(typeof n=="string")return{};let t=n.getAttribute("data-colwidth"),r=t&&/^\d+(,\d+)*$/.test(t)?t.split(",").map(s=>Number(
s)):null,i=Number(n.getAttribute("colspan")||1),o={colspan:i,rowspan:Number(n.getAttribute("rowspan")||1),colwidth:r&&r.length==i?r:null};for(let s in e){let l=e[s].
getFromDOM,a=l&&l(n);a!=null&&(o[s]=a)}return o}function Ws(n,e){let t={};n.attrs.colspan!=1&&(t.colspan=n.attrs.colspan),n.attrs.rowspan!=1&&(t.rowspan=n.attrs.
rowspan),n.attrs.colwidth&&(t["data-colwidth"]=n.attrs.colwidth.join(","));for(let r in e){let i=e[r].setDOMAttr;i&&i(n.attrs[r],t)}return t}function jf(n){if(n!==
null){if(!Array.isArray(n))throw new TypeError("colwidth must be null or an array");for(let e of n)if(typeof e!="number")throw new TypeError("colwidth must be n\
ull or an array of numbers")}}function Xs(n){let e=n.cellAttributes||{},t={colspan:{default:1,validate:"number"},rowspan:{default:1,validate:"number"},colwidth:{
default:null,validate:jf}};for(let r in e)t[r]={default:e[r].default,validate:e[r].validate};return{table:{content:"table_row+",tableRole:"table",isolating:!0,group:n.
tableGroup,parseDOM:[{tag:"table"}],toDOM(){return["table",["tbody",0]]}},table_row:{content:"(table_cell | table_header)*",tableRole:"row",parseDOM:[{tag:"tr"}],
toDOM(){return["tr",0]}},table_cell:{content:n.cellContent,attrs:t,tableRole:"cell",isolating:!0,parseDOM:[{tag:"td",getAttrs:r=>$s(r,e)}],toDOM(r){return["td",
Ws(r,e),0]}},table_header:{content:n.cellContent,attrs:t,tableRole:"header_cell",isolating:!0,parseDOM:[{tag:"th",getAttrs:r=>$s(r,e)}],toDOM(r){return["th",Ws(
r,e),0]}}}}function G(n){let e=n.cached.tableNodeTypes;if(!e){e=n.cached.tableNodeTypes={};for(let t in n.nodes){let r=n.nodes[t],i=r.spec.tableRole;i&&(e[i]=r)}}
return e}var ze=new ge("selectingCells");function kt(n){for(let e=n.depth-1;e>0;e--)if(n.node(e).type.spec.tableRole=="row")return n.node(0).resolve(n.before(e+
1));return null}function Uf(n){for(let e=n.depth;e>0;e--){let t=n.node(e).type.spec.tableRole;if(t==="cell"||t==="header_cell")return n.node(e)}return null}function rt(n){
let e=n.selection.$head;for(let t=e.depth;t>0;t--)if(e.node(t).type.spec.tableRole=="row")return!0;return!1}function Ys(n){let e=n.selection;if("$anchorCell"in e&&
e.$anchorCell)return e.$anchorCell.pos>e.$headCell.pos?e.$anchorCell:e.$headCell;if("node"in e&&e.node&&e.node.type.spec.tableRole=="cell")return e.$anchor;let t=kt(
e.$head)||Gf(e.$head);if(t)return t;throw new RangeError(`No cell found around position ${e.head}`)}function Gf(n){for(let e=n.nodeAfter,t=n.pos;e;e=e.firstChild,
t++){let r=e.type.spec.tableRole;if(r=="cell"||r=="header_cell")return n.doc.resolve(t)}for(let e=n.nodeBefore,t=n.pos;e;e=e.lastChild,t--){let r=e.type.spec.tableRole;
if(r=="cell"||r=="header_cell")return n.doc.resolve(t-e.nodeSize)}}function Js(n){return n.parent.type.spec.tableRole=="row"&&!!n.nodeAfter}function ii(n,e){return n.depth==e.depth&&n.pos>=e.start(-1)&&n.pos<=e.end(-1)}function Zs(n,e,t){let r=n.node(-1),i=V.get(r),o=n.start(-1),s=i.nextCell(n.pos-o,e,t);return s==null?null:n.node(0).resolve(o+s)}function nt(n,e,t=1){let r={...n,
colspan:n.colspan-t};return r.colwidth&&(r.colwidth=r.colwidth.slice(),r.colwidth.splice(e,t),r.colwidth.some(i=>i>0)||(r.colwidth=null)),r}function Qs(n,e,t=1){
let r={...n,colspan:n.colspan+t};if(r.colwidth){r.colwidth=r.colwidth.slice();for(let i=0;i<t;i++)r.colwidth.splice(e,0,0)}return r}function Xf(n,e,t){let r=G(e.
type.schema).header_cell;for(let i=0;i<n.height;i++)if(e.nodeAt(n.map[t+i*n.width]).type!=r)return!1;return!0}var E=class Me extends k{constructor(e,t=e){let r=e.
node(-1),i=V.get(r),o=e.start(-1),s=i.rectBetween(e.pos-o,t.pos-o),l=e.node(0),a=i.cellsInRect(s).filter(f=>f!=t.pos-o);a.unshift(t.pos-o);let c=a.map(f=>{let h=r.
nodeAt(f);if(!h)throw new RangeError(`No cell with offset ${f} found`);let u=o+f+1;return new De(l.resolve(u),l.resolve(u+h.content.size))});super(c[0].$from,c[0].
$to,c),this.$anchorCell=e,this.$headCell=t}map(e,t){let r=e.resolve(t.map(this.$anchorCell.pos)),i=e.resolve(t.map(this.$headCell.pos));if(Js(r)&&Js(i)&&ii(r,i)){
let o=this.$anchorCell.node(-1)!=r.node(-1);return o&&this.isRowSelection()?Me.rowSelection(r,i):o&&this.isColSelection()?Me.colSelection(r,i):new Me(r,i)}return C.
between(r,i)}content(){let e=this.$anchorCell.node(-1),t=V.get(e),r=this.$anchorCell.start(-1),i=t.rectBetween(this.$anchorCell.pos-r,this.$headCell.pos-r),o={},
s=[];for(let a=i.top;a<i.bottom;a++){let c=[];for(let f=a*t.width+i.left,h=i.left;h<i.right;h++,f++){let u=t.map[f];if(o[u])continue;o[u]=!0;let d=t.findCell(u),
p=e.nodeAt(u);if(!p)throw new RangeError(`No cell with offset ${u} found`);let m=i.left-d.left,g=d.right-i.right;if(m>0||g>0){let S=p.attrs;if(m>0&&(S=nt(S,0,m)),
g>0&&(S=nt(S,S.colspan-g,g)),d.left<i.left){if(p=p.type.createAndFill(S),!p)throw new RangeError(`Could not create cell with attrs ${JSON.stringify(S)}`)}else p=
p.type.create(S,p.content)}if(d.top<i.top||d.bottom>i.bottom){let S={...p.attrs,rowspan:Math.min(d.bottom,i.bottom)-Math.max(d.top,i.top)};d.top<i.top?p=p.type.
createAndFill(S):p=p.type.create(S,p.content)}c.push(p)}s.push(e.child(a).copy(y.from(c)))}let l=this.isColSelection()&&this.isRowSelection()?e:s;return new b(y.
from(l),1,1)}replace(e,t=b.empty){let r=e.steps.length,i=this.ranges;for(let s=0;s<i.length;s++){let{$from:l,$to:a}=i[s],c=e.mapping.slice(r);e.replace(c.map(l.
pos),c.map(a.pos),s?b.empty:t)}let o=k.findFrom(e.doc.resolve(e.mapping.slice(r).map(this.to)),-1);o&&e.setSelection(o)}replaceWith(e,t){this.replace(e,new b(y.
from(t),0,0))}forEachCell(e){let t=this.$anchorCell.node(-1),r=V.get(t),i=this.$anchorCell.start(-1),o=r.cellsInRect(r.rectBetween(this.$anchorCell.pos-i,this.$headCell.
pos-i));for(let s=0;s<o.length;s++)e(t.nodeAt(o[s]),i+o[s])}isColSelection(){let e=this.$anchorCell.index(-1),t=this.$headCell.index(-1);if(Math.min(e,t)>0)return!1;
let r=e+this.$anchorCell.nodeAfter.attrs.rowspan,i=t+this.$headCell.nodeAfter.attrs.rowspan;return Math.max(r,i)==this.$headCell.node(-1).childCount}static colSelection(e,t=e){
let r=e.node(-1),i=V.get(r),o=e.start(-1),s=i.findCell(e.pos-o),l=i.findCell(t.pos-o),a=e.node(0);return s.top<=l.top?(s.top>0&&(e=a.resolve(o+i.map[s.left])),l.
bottom<i.height&&(t=a.resolve(o+i.map[i.width*(i.height-1)+l.right-1]))):(l.top>0&&(t=a.resolve(o+i.map[l.left])),s.bottom<i.height&&(e=a.resolve(o+i.map[i.width*
(i.height-1)+s.right-1]))),new Me(e,t)}isRowSelection(){let e=this.$anchorCell.node(-1),t=V.get(e),r=this.$anchorCell.start(-1),i=t.colCount(this.$anchorCell.pos-
r),o=t.colCount(this.$headCell.pos-r);if(Math.min(i,o)>0)return!1;let s=i+this.$anchorCell.nodeAfter.attrs.colspan,l=o+this.$headCell.nodeAfter.attrs.colspan;return Math.
max(s,l)==t.width}eq(e){return e instanceof Me&&e.$anchorCell.pos==this.$anchorCell.pos&&e.$headCell.pos==this.$headCell.pos}static rowSelection(e,t=e){let r=e.
node(-1),i=V.get(r),o=e.start(-1),s=i.findCell(e.pos-o),l=i.findCell(t.pos-o),a=e.node(0);return s.left<=l.left?(s.left>0&&(e=a.resolve(o+i.map[s.top*i.width])),
l.right<i.width&&(t=a.resolve(o+i.map[i.width*(l.top+1)-1]))):(l.left>0&&(t=a.resolve(o+i.map[l.top*i.width])),s.right<i.width&&(e=a.resolve(o+i.map[i.width*(s.
top+1)-1]))),new Me(e,t)}toJSON(){return{type:"cell",anchor:this.$anchorCell.pos,head:this.$headCell.pos}}static fromJSON(e,t){return new Me(e.resolve(t.anchor),
e.resolve(t.head))}static create(e,t,r=t){return new Me(e.resolve(t),e.resolve(r))}getBookmark(){return new Yf(this.$anchorCell.pos,this.$headCell.pos)}};E.prototype.
visible=!1;k.jsonID("cell",E);var Yf=class el{constructor(e,t){this.anchor=e,this.head=t}map(e){return new el(e.map(this.anchor),e.map(this.head))}resolve(e){let t=e.
resolve(this.anchor),r=e.resolve(this.head);return t.parent.type.spec.tableRole=="row"&&r.parent.type.spec.tableRole=="row"&&t.index()<t.parent.childCount&&r.index()<
r.parent.childCount&&ii(t,r)?new E(t,r):k.near(r,1)}};function Zf(n){if(!(n.selection instanceof E))return null;let e=[];return n.selection.forEachCell((t,r)=>{
e.push(oe.node(r,r+t.nodeSize,{class:"selectedCell"}))}),J.create(n.doc,e)}function Qf({$from:n,$to:e}){if(n.pos==e.pos||n.pos<e.pos-6)return!1;let t=n.pos,r=e.
pos,i=n.depth;for(;i>=0&&!(n.after(i+1)<n.end(i));i--,t++);for(let o=e.depth;o>=0&&!(e.before(o+1)>e.start(o));o--,r--);return t==r&&/row|table/.test(n.node(i).
type.spec.tableRole)}function eh({$from:n,$to:e}){let t,r;for(let i=n.depth;i>0;i--){let o=n.node(i);if(o.type.spec.tableRole==="cell"||o.type.spec.tableRole===
"header_cell"){t=o;break}}for(let i=e.depth;i>0;i--){let o=e.node(i);if(o.type.spec.tableRole==="cell"||o.type.spec.tableRole==="header_cell"){r=o;break}}return t!==
r&&e.parentOffset===0}function th(n,e,t){let r=(e||n).selection,i=(e||n).doc,o,s;if(r instanceof w&&(s=r.node.type.spec.tableRole)){if(s=="cell"||s=="header_cel\
l")o=E.create(i,r.from);else if(s=="row"){let l=i.resolve(r.from+1);o=E.rowSelection(l,l)}else if(!t){let l=V.get(r.node),a=r.from+1,c=a+l.map[l.width*l.height-
1];o=E.create(i,a+1,c)}}else r instanceof C&&Qf(r)?o=C.create(i,r.from):r instanceof C&&eh(r)&&(o=C.create(i,r.$from.start(),r.$from.end()));return o&&(e||(e=n.
tr)).setSelection(o),e}var nh=new ge("fix-tables");function tl(n,e,t,r){let i=n.childCount,o=e.childCount;e:for(let s=0,l=0;s<o;s++){let a=e.child(s);for(let c=l,
f=Math.min(i,s+3);c<f;c++)if(n.child(c)==a){l=c+1,t+=a.nodeSize;continue e}r(a,t),l<i&&n.child(l).sameMarkup(a)?tl(n.child(l),a,t+1,r):a.nodesBetween(0,a.content.
size,r,t+1),t+=a.nodeSize}}function rh(n,e){let t,r=(i,o)=>{i.type.spec.tableRole=="table"&&(t=ih(n,i,o,t))};return e?e.doc!=n.doc&&tl(e.doc,n.doc,0,r):n.doc.descendants(
r),t}function ih(n,e,t,r){let i=V.get(e);if(!i.problems)return r;r||(r=n.tr);let o=[];for(let a=0;a<i.height;a++)o.push(0);for(let a=0;a<i.problems.length;a++){
let c=i.problems[a];if(c.type=="collision"){let f=e.nodeAt(c.pos);if(!f)continue;let h=f.attrs;for(let u=0;u<h.rowspan;u++)o[c.row+u]+=c.n;r.setNodeMarkup(r.mapping.
map(t+1+c.pos),null,nt(h,h.colspan-c.n,c.n))}else if(c.type=="missing")o[c.row]+=c.n;else if(c.type=="overlong_rowspan"){let f=e.nodeAt(c.pos);if(!f)continue;r.
setNodeMarkup(r.mapping.map(t+1+c.pos),null,{...f.attrs,rowspan:f.attrs.rowspan-c.n})}else if(c.type=="colwidth mismatch"){let f=e.nodeAt(c.pos);if(!f)continue;
r.setNodeMarkup(r.mapping.map(t+1+c.pos),null,{...f.attrs,colwidth:c.colwidth})}else if(c.type=="zero_sized"){let f=r.mapping.map(t);r.delete(f,f+e.nodeSize)}}let s,
l;for(let a=0;a<o.length;a++)o[a]&&(s==null&&(s=a),l=a);for(let a=0,c=t+1;a<i.height;a++){let f=e.child(a),h=c+f.nodeSize,u=o[a];if(u>0){let d="cell";f.firstChild&&
(d=f.firstChild.type.spec.tableRole);let p=[];for(let g=0;g<u;g++){let S=G(n.schema)[d].createAndFill();S&&p.push(S)}let m=(a==0||s==a-1)&&l==a?c+1:h-1;r.insert(
r.mapping.map(m),p)}c=h}return r.setMeta(nh,{fixTables:!0})}function Be(n){let e=n.selection,t=Ys(n),r=t.node(-1),i=t.start(-1),o=V.get(r);return{...e instanceof E?o.rectBetween(e.$anchorCell.pos-i,e.$headCell.pos-i):o.findCell(
t.pos-i),tableStart:i,map:o,table:r}}function oh(n,{map:e,tableStart:t,table:r},i){let o=i>0?-1:0;Xf(e,r,i+o)&&(o=i==0||i==e.width?null:0);for(let s=0;s<e.height;s++){
let l=s*e.width+i;if(i>0&&i<e.width&&e.map[l-1]==e.map[l]){let a=e.map[l],c=r.nodeAt(a);n.setNodeMarkup(n.mapping.map(t+a),null,Qs(c.attrs,i-e.colCount(a))),s+=
c.attrs.rowspan-1}else{let a=o==null?G(r.type.schema).cell:r.nodeAt(e.map[l+o]).type,c=e.positionAt(s,i,r);n.insert(n.mapping.map(t+c),a.createAndFill())}}return n}function nl(n,e){if(!rt(n))return!1;if(e){let t=Be(n);e(oh(n.tr,t,t.right))}return!0}function sh(n,{map:e,table:t,tableStart:r},i){let o=n.mapping.maps.length;for(let s=0;s<
e.height;){let l=s*e.width+i,a=e.map[l],c=t.nodeAt(a),f=c.attrs;if(i>0&&e.map[l-1]==a||i<e.width-1&&e.map[l+1]==a)n.setNodeMarkup(n.mapping.slice(o).map(r+a),null,
nt(f,i-e.colCount(a)));else{let h=n.mapping.slice(o).map(r+a);n.delete(h,h+c.nodeSize)}s+=f.rowspan}}function rl(n,e){if(!rt(n))return!1;if(e){let t=Be(n),r=n.tr;
if(t.left==0&&t.right==t.map.width)return!1;for(let i=t.right-1;sh(r,t,i),i!=t.left;i--){let o=t.tableStart?r.doc.nodeAt(t.tableStart-1):r.doc;if(!o)throw new RangeError(
"No table found");t.table=o,t.map=V.get(o)}e(r)}return!0}function lh(n,e,t){var r;let i=G(e.type.schema).header_cell;for(let o=0;o<n.width;o++)if(((r=e.nodeAt(n.
map[o+t*n.width]))===null||r===void 0?void 0:r.type)!=i)return!1;return!0}function ah(n,{map:e,tableStart:t,table:r},i){let o=t;for(let c=0;c<i;c++)o+=r.child(c).
nodeSize;let s=[],l=i>0?-1:0;lh(e,r,i+l)&&(l=i==0||i==e.height?null:0);for(let c=0,f=e.width*i;c<e.width;c++,f++)if(i>0&&i<e.height&&e.map[f]==e.map[f-e.width]){
let h=e.map[f],u=r.nodeAt(h).attrs;n.setNodeMarkup(t+h,null,{...u,rowspan:u.rowspan+1}),c+=u.colspan-1}else{var a;let h=l==null?G(r.type.schema).cell:(a=r.nodeAt(
e.map[f+l*e.width]))===null||a===void 0?void 0:a.type,u=h?.createAndFill();u&&s.push(u)}return n.insert(o,G(r.type.schema).row.create(null,s)),n}function il(n,e){if(!rt(n))return!1;if(e){let t=Be(n);e(ah(n.tr,t,t.bottom))}return!0}function ch(n,{map:e,table:t,tableStart:r},i){let o=0;for(let c=0;c<i;c++)
o+=t.child(c).nodeSize;let s=o+t.child(i).nodeSize,l=n.mapping.maps.length;n.delete(o+r,s+r);let a=new Set;for(let c=0,f=i*e.width;c<e.width;c++,f++){let h=e.map[f];
if(!a.has(h)){if(a.add(h),i>0&&h==e.map[f-e.width]){let u=t.nodeAt(h).attrs;n.setNodeMarkup(n.mapping.slice(l).map(h+r),null,{...u,rowspan:u.rowspan-1}),c+=u.colspan-
1}else if(i<e.height&&h==e.map[f+e.width]){let u=t.nodeAt(h),d=u.attrs,p=u.type.create({...d,rowspan:u.attrs.rowspan-1},u.content),m=e.positionAt(i+1,c,t);n.insert(
n.mapping.slice(l).map(r+m),p),c+=d.colspan-1}}}}function ol(n,e){if(!rt(n))return!1;if(e){let t=Be(n),r=n.tr;if(t.top==0&&t.bottom==t.map.height)return!1;for(let i=t.
bottom-1;ch(r,t,i),i!=t.top;i--){let o=t.tableStart?r.doc.nodeAt(t.tableStart-1):r.doc;if(!o)throw new RangeError("No table found");t.table=o,t.map=V.get(t.table)}
e(r)}return!0}function qs(n){let e=n.content;return e.childCount==1&&e.child(0).isTextblock&&e.child(0).childCount==0}function fh({width:n,height:e,map:t},r){let i=r.
top*n+r.left,o=i,s=(r.bottom-1)*n+r.left,l=i+(r.right-r.left-1);for(let a=r.top;a<r.bottom;a++){if(r.left>0&&t[o]==t[o-1]||r.right<n&&t[l]==t[l+1])return!0;o+=n,
l+=n}for(let a=r.left;a<r.right;a++){if(r.top>0&&t[i]==t[i-n]||r.bottom<e&&t[s]==t[s+n])return!0;i++,s++}return!1}function sl(n,e){let t=n.selection;if(!(t instanceof
E)||t.$anchorCell.pos==t.$headCell.pos)return!1;let r=Be(n),{map:i}=r;if(fh(i,r))return!1;if(e){let o=n.tr,s={},l=y.empty,a,c;for(let f=r.top;f<r.bottom;f++)for(let h=r.
left;h<r.right;h++){let u=i.map[f*i.width+h],d=r.table.nodeAt(u);if(!(s[u]||!d))if(s[u]=!0,a==null)a=u,c=d;else{qs(d)||(l=l.append(d.content));let p=o.mapping.map(
u+r.tableStart);o.delete(p,p+d.nodeSize)}}if(a==null||c==null)return!0;if(o.setNodeMarkup(a+r.tableStart,null,{...Qs(c.attrs,c.attrs.colspan,r.right-r.left-c.attrs.
colspan),rowspan:r.bottom-r.top}),l.size>0){let f=a+1+c.content.size,h=qs(c)?a+1:f;o.replaceWith(h+r.tableStart,f+r.tableStart,l)}o.setSelection(new E(o.doc.resolve(
a+r.tableStart))),e(o)}return!0}function ll(n,e){let t=G(n.schema);return hh(({node:r})=>t[r.type.spec.tableRole])(n,e)}function hh(n){return(e,t)=>{let r=e.selection,
i,o;if(r instanceof E){if(r.$anchorCell.pos!=r.$headCell.pos)return!1;i=r.$anchorCell.nodeAfter,o=r.$anchorCell.pos}else{var s;if(i=Uf(r.$from),!i)return!1;o=(s=
kt(r.$from))===null||s===void 0?void 0:s.pos}if(i==null||o==null||i.attrs.colspan==1&&i.attrs.rowspan==1)return!1;if(t){let l=i.attrs,a=[],c=l.colwidth;l.rowspan>
1&&(l={...l,rowspan:1}),l.colspan>1&&(l={...l,colspan:1});let f=Be(e),h=e.tr;for(let d=0;d<f.right-f.left;d++)a.push(c?{...l,colwidth:c&&c[d]?[c[d]]:null}:l);let u;
for(let d=f.top;d<f.bottom;d++){let p=f.map.positionAt(d,f.left,f.table);d==f.top&&(p+=i.nodeSize);for(let m=f.left,g=0;m<f.right;m++,g++)m==f.left&&d==f.top||h.
insert(u=h.mapping.map(p+f.tableStart,1),n({node:i,row:d,col:m}).createAndFill(a[g]))}h.setNodeMarkup(o,n({node:i,row:f.top,col:f.left}),a[0]),r instanceof E&&h.
setSelection(new E(h.doc.resolve(r.$anchorCell.pos),u?h.doc.resolve(u):void 0)),t(h)}return!0}}function uh(n){return function(e,t){if(!rt(e))return!1;if(t){let r=G(e.schema),i=Be(e),o=e.tr,s=i.map.cellsInRect(n=="column"?{left:i.left,top:0,right:i.right,bottom:i.
map.height}:n=="row"?{left:0,top:i.top,right:i.map.width,bottom:i.bottom}:i),l=s.map(a=>i.table.nodeAt(a));for(let a=0;a<s.length;a++)l[a].type==r.header_cell&&
o.setNodeMarkup(i.tableStart+s[a],r.cell,l[a].attrs);if(o.steps.length===0)for(let a=0;a<s.length;a++)o.setNodeMarkup(i.tableStart+s[a],r.header_cell,l[a].attrs);
t(o)}return!0}}function Hs(n,e,t){let r=e.map.cellsInRect({left:0,top:0,right:n=="row"?e.map.width:1,bottom:n=="column"?e.map.height:1});for(let i=0;i<r.length;i++){
let o=e.table.nodeAt(r[i]);if(o&&o.type!==t.header_cell)return!1}return!0}function oi(n,e){return e=e||{useDeprecatedLogic:!1},e.useDeprecatedLogic?uh(n):function(t,r){
if(!rt(t))return!1;if(r){let i=G(t.schema),o=Be(t),s=t.tr,l=Hs("row",o,i),a=Hs("column",o,i),c=(n==="column"?l:n==="row"&&a)?1:0,f=n=="column"?{left:0,top:c,right:1,
bottom:o.map.height}:n=="row"?{left:c,top:0,right:o.map.width,bottom:1}:o,h=n=="column"?a?i.cell:i.header_cell:n=="row"?l?i.cell:i.header_cell:i.cell;o.map.cellsInRect(
f).forEach(u=>{let d=u+o.tableStart,p=s.doc.nodeAt(d);p&&s.setNodeMarkup(d,h,p.attrs)}),r(s)}return!0}}var Nu=oi("row",{useDeprecatedLogic:!0}),Du=oi("column",{
useDeprecatedLogic:!0}),al=oi("cell",{useDeprecatedLogic:!0});function cl(n,e){let t=n.selection.$anchor;for(let r=t.depth;r>0;r--)if(t.node(r).type.spec.tableRole=="table")return e&&e(n.tr.delete(t.before(r),t.after(r)).scrollIntoView()),
!0;return!1}function Fn(n,e){let t=n.selection;if(!(t instanceof E))return!1;if(e){let r=n.tr,i=G(n.schema).cell.createAndFill().content;t.forEachCell((o,s)=>{o.
content.eq(i)||r.replace(r.mapping.map(s+1),r.mapping.map(s+o.nodeSize-1),new b(i,0,0))}),r.docChanged&&e(r)}return!0}function dh(n){if(n.size===0)return null;let{content:e,openStart:t,openEnd:r}=n;for(;e.childCount==1&&(t>0&&r>0||e.child(0).type.spec.tableRole=="table");)t--,r--,
e=e.child(0).content;let i=e.child(0),o=i.type.spec.tableRole,s=i.type.schema,l=[];if(o=="row")for(let a=0;a<e.childCount;a++){let c=e.child(a).content,f=a?0:Math.
max(0,t-1),h=a<e.childCount-1?0:Math.max(0,r-1);(f||h)&&(c=ri(G(s).row,new b(c,f,h)).content),l.push(c)}else if(o=="cell"||o=="header_cell")l.push(t||r?ri(G(s).
row,new b(e,t,r)).content:e);else return null;return ph(s,l)}function ph(n,e){let t=[];for(let i=0;i<e.length;i++){let o=e[i];for(let s=o.childCount-1;s>=0;s--){
let{rowspan:l,colspan:a}=o.child(s).attrs;for(let c=i;c<i+l;c++)t[c]=(t[c]||0)+a}}let r=0;for(let i=0;i<t.length;i++)r=Math.max(r,t[i]);for(let i=0;i<t.length;i++)
if(i>=e.length&&e.push(y.empty),t[i]<r){let o=G(n).cell.createAndFill(),s=[];for(let l=t[i];l<r;l++)s.push(o);e[i]=e[i].append(y.from(s))}return{height:e.length,
width:r,rows:e}}function ri(n,e){let t=n.createAndFill();return new ut(t).replace(0,t.content.size,e).doc}function mh({width:n,height:e,rows:t},r,i){if(n!=r){let o=[],
s=[];for(let l=0;l<t.length;l++){let a=t[l],c=[];for(let f=o[l]||0,h=0;f<r;h++){let u=a.child(h%a.childCount);f+u.attrs.colspan>r&&(u=u.type.createChecked(nt(u.
attrs,u.attrs.colspan,f+u.attrs.colspan-r),u.content)),c.push(u),f+=u.attrs.colspan;for(let d=1;d<u.attrs.rowspan;d++)o[l+d]=(o[l+d]||0)+u.attrs.colspan}s.push(
y.from(c))}t=s,n=r}if(e!=i){let o=[];for(let s=0,l=0;s<i;s++,l++){let a=[],c=t[l%e];for(let f=0;f<c.childCount;f++){let h=c.child(f);s+h.attrs.rowspan>i&&(h=h.type.
create({...h.attrs,rowspan:Math.max(1,i-h.attrs.rowspan)},h.content)),a.push(h)}o.push(y.from(a))}t=o,e=i}return{width:n,height:e,rows:t}}function gh(n,e,t,r,i,o,s){
let l=n.doc.type.schema,a=G(l),c,f;if(i>e.width)for(let h=0,u=0;h<e.height;h++){let d=t.child(h);u+=d.nodeSize;let p=[],m;d.lastChild==null||d.lastChild.type==a.
cell?m=c||(c=a.cell.createAndFill()):m=f||(f=a.header_cell.createAndFill());for(let g=e.width;g<i;g++)p.push(m);n.insert(n.mapping.slice(s).map(u-1+r),p)}if(o>e.
height){let h=[];for(let p=0,m=(e.height-1)*e.width;p<Math.max(e.width,i);p++){let g=p>=e.width?!1:t.nodeAt(e.map[m+p]).type==a.header_cell;h.push(g?f||(f=a.header_cell.
createAndFill()):c||(c=a.cell.createAndFill()))}let u=a.row.create(null,y.from(h)),d=[];for(let p=e.height;p<o;p++)d.push(u);n.insert(n.mapping.slice(s).map(r+t.
nodeSize-2),d)}return!!(c||f)}function Ks(n,e,t,r,i,o,s,l){if(s==0||s==e.height)return!1;let a=!1;for(let c=i;c<o;c++){let f=s*e.width+c,h=e.map[f];if(e.map[f-e.
width]==h){a=!0;let u=t.nodeAt(h),{top:d,left:p}=e.findCell(h);n.setNodeMarkup(n.mapping.slice(l).map(h+r),null,{...u.attrs,rowspan:s-d}),n.insert(n.mapping.slice(
l).map(e.positionAt(s,p,t)),u.type.createAndFill({...u.attrs,rowspan:d+u.attrs.rowspan-s})),c+=u.attrs.colspan-1}}return a}function js(n,e,t,r,i,o,s,l){if(s==0||
s==e.width)return!1;let a=!1;for(let c=i;c<o;c++){let f=c*e.width+s,h=e.map[f];if(e.map[f-1]==h){a=!0;let u=t.nodeAt(h),d=e.colCount(h),p=n.mapping.slice(l).map(
h+r);n.setNodeMarkup(p,null,nt(u.attrs,s-d,u.attrs.colspan-(s-d))),n.insert(p+u.nodeSize,u.type.createAndFill(nt(u.attrs,0,s-d))),c+=u.attrs.rowspan-1}}return a}
function Us(n,e,t,r,i){let o=t?n.doc.nodeAt(t-1):n.doc;if(!o)throw new Error("No table found");let s=V.get(o),{top:l,left:a}=r,c=a+i.width,f=l+i.height,h=n.tr,u=0;
function d(){if(o=t?h.doc.nodeAt(t-1):h.doc,!o)throw new Error("No table found");s=V.get(o),u=h.mapping.maps.length}gh(h,s,o,t,c,f,u)&&d(),Ks(h,s,o,t,a,c,l,u)&&
d(),Ks(h,s,o,t,a,c,f,u)&&d(),js(h,s,o,t,l,f,a,u)&&d(),js(h,s,o,t,l,f,c,u)&&d();for(let p=l;p<f;p++){let m=s.positionAt(p,a,o),g=s.positionAt(p,c,o);h.replace(h.
mapping.slice(u).map(m+t),h.mapping.slice(u).map(g+t),new b(i.rows[p-l],0,0))}d(),h.setSelection(new E(h.doc.resolve(t+s.positionAt(l,a,o)),h.doc.resolve(t+s.positionAt(
f-1,c-1,o)))),e(h)}var yh=Lt({ArrowLeft:Ln("horiz",-1),ArrowRight:Ln("horiz",1),ArrowUp:Ln("vert",-1),ArrowDown:Ln("vert",1),"Shift-ArrowLeft":Vn("horiz",-1),"S\
hift-ArrowRight":Vn("horiz",1),"Shift-ArrowUp":Vn("vert",-1),"Shift-ArrowDown":Vn("vert",1),Backspace:Fn,"Mod-Backspace":Fn,Delete:Fn,"Mod-Delete":Fn});function _n(n,e,t){
return t.eq(n.selection)?!1:(e&&e(n.tr.setSelection(t).scrollIntoView()),!0)}function Ln(n,e){return(t,r,i)=>{if(!i)return!1;let o=t.selection;if(o instanceof E)
return _n(t,r,k.near(o.$headCell,e));if(n!="horiz"&&!o.empty)return!1;let s=fl(i,n,e);if(s==null)return!1;if(n=="horiz")return _n(t,r,k.near(t.doc.resolve(o.head+
e),e));{let l=t.doc.resolve(s),a=Zs(l,n,e),c;return a?c=k.near(a,1):e<0?c=k.near(t.doc.resolve(l.before(-1)),-1):c=k.near(t.doc.resolve(l.after(-1)),1),_n(t,r,c)}}}
function Vn(n,e){return(t,r,i)=>{if(!i)return!1;let o=t.selection,s;if(o instanceof E)s=o;else{let a=fl(i,n,e);if(a==null)return!1;s=new E(t.doc.resolve(a))}let l=Zs(
s.$headCell,n,e);return l?_n(t,r,new E(s.$anchorCell,l)):!1}}function bh(n,e){let t=n.state.doc,r=kt(t.resolve(e));return r?(n.dispatch(n.state.tr.setSelection(
new E(r))),!0):!1}function Sh(n,e,t){if(!rt(n.state))return!1;let r=dh(t),i=n.state.selection;if(i instanceof E){r||(r={width:1,height:1,rows:[y.from(ri(G(n.state.
schema).cell,t))]});let o=i.$anchorCell.node(-1),s=i.$anchorCell.start(-1),l=V.get(o).rectBetween(i.$anchorCell.pos-s,i.$headCell.pos-s);return r=mh(r,l.right-l.
left,l.bottom-l.top),Us(n.state,n.dispatch,s,l,r),!0}else if(r){let o=Ys(n.state),s=o.start(-1);return Us(n.state,n.dispatch,s,V.get(o.node(-1)).findCell(o.pos-
s),r),!0}else return!1}function xh(n,e){var t;if(e.button!=0||e.ctrlKey||e.metaKey)return;let r=Gs(n,e.target),i;if(e.shiftKey&&n.state.selection instanceof E)o(
n.state.selection.$anchorCell,e),e.preventDefault();else if(e.shiftKey&&r&&(i=kt(n.state.selection.$anchor))!=null&&((t=ei(n,e))===null||t===void 0?void 0:t.pos)!=
i.pos)o(i,e),e.preventDefault();else if(!r)return;function o(a,c){let f=ei(n,c),h=ze.getState(n.state)==null;if(!f||!ii(a,f))if(h)f=a;else return;let u=new E(a,
f);if(h||!n.state.selection.eq(u)){let d=n.state.tr.setSelection(u);h&&d.setMeta(ze,a.pos),n.dispatch(d)}}function s(){n.root.removeEventListener("mouseup",s),n.
root.removeEventListener("dragstart",s),n.root.removeEventListener("mousemove",l),ze.getState(n.state)!=null&&n.dispatch(n.state.tr.setMeta(ze,-1))}function l(a){
let c=a,f=ze.getState(n.state),h;if(f!=null)h=n.state.doc.resolve(f);else if(Gs(n,c.target)!=r&&(h=ei(n,e),!h))return s();h&&o(h,c)}n.root.addEventListener("mou\
seup",s),n.root.addEventListener("dragstart",s),n.root.addEventListener("mousemove",l)}function fl(n,e,t){if(!(n.state.selection instanceof C))return null;let{$head:r}=n.
state.selection;for(let i=r.depth-1;i>=0;i--){let o=r.node(i);if((t<0?r.index(i):r.indexAfter(i))!=(t<0?0:o.childCount))return null;if(o.type.spec.tableRole=="c\
ell"||o.type.spec.tableRole=="header_cell"){let s=r.before(i),l=e=="vert"?t>0?"down":"up":t>0?"right":"left";return n.endOfTextblock(l)?s:null}}return null}function Gs(n,e){
for(;e&&e!=n.dom;e=e.parentNode)if(e.nodeName=="TD"||e.nodeName=="TH")return e;return null}function ei(n,e){let t=n.posAtCoords({left:e.clientX,top:e.clientY});
if(!t)return null;let{inside:r,pos:i}=t;return r>=0&&kt(n.state.doc.resolve(r))||kt(n.state.doc.resolve(i))}var Au=new ge("tableColumnResizing");function hl({allowTableNodeSelection:n=!1}={}){return new ne({key:ze,state:{init(){return null},apply(e,t){let r=e.getMeta(ze);if(r!=null)return r==-1?null:r;if(t==
null||!e.docChanged)return t;let{deleted:i,pos:o}=e.mapping.mapResult(t);return i?null:o}},props:{decorations:Zf,handleDOMEvents:{mousedown:xh},createSelectionBetween(e){
return ze.getState(e.state)!=null?e.state.selection:null},handleTripleClick:bh,handleKeyDown:yh,handlePaste:Sh},appendTransaction(e,t,r){return th(r,rh(r,t),n)}})}var wh=["centre","right"],Ch=n=>wh.find(e=>n.classList.contains(e))??"",$n=Xs({tableGroup:"block",cellContent:"block+",cellAttributes:{}}),Mh={doc:{content:"blo\
ck+"},paragraph:{group:"block",content:"inline*",attrs:{align:{default:""}},parseDOM:[{tag:"p",getAttrs:n=>({align:Ch(n)})}],toDOM:({attrs:{align:n}})=>["p",n?{
class:n}:{},0]},heading:{group:"block",content:"inline*",attrs:{level:{default:2}},defining:!0,parseDOM:[1,2,3,4,5,6].map(n=>({tag:`h${n}`,attrs:{level:Math.max(
n,2)}})),toDOM:({attrs:{level:n}})=>[`h${n}`,0]},bullet_list:{group:"block",content:"list_item+",parseDOM:[{tag:"ul"}],toDOM:()=>["ul",0]},ordered_list:{group:"\
block",content:"list_item+",attrs:{order:{default:1}},parseDOM:[{tag:"ol",getAttrs:n=>({order:n.start})}],toDOM:({attrs:{order:n}})=>["ol",n===1?{}:{start:n},0]},
list_item:{content:"block+",defining:!0,parseDOM:[{tag:"li"}],toDOM:()=>["li",0]},blockquote:{group:"block",content:"block+",defining:!0,parseDOM:[{tag:"blockqu\
ote"}],toDOM:()=>["blockquote",0]},preformatted:{group:"block",content:"text*",marks:"",code:!0,defining:!0,parseDOM:[{tag:"pre",preserveWhitespace:"full"}],toDOM:()=>[
"pre",0]},rule:{group:"block",parseDOM:[{tag:"hr"}],toDOM:()=>["hr"]},figure:{group:"block",content:"block+ figure_caption?",isolating:!0,parseDOM:[{tag:"figure"}],
toDOM:()=>["figure",0]},figure_caption:{content:"inline*",defining:!0,parseDOM:[{tag:"figcaption"}],toDOM:()=>["figcaption",0]},terms:{group:"block",content:"(t\
erm | description)+",parseDOM:[{tag:"dl"}],toDOM:()=>["dl",0]},term:{content:"block+",defining:!0,parseDOM:[{tag:"dt"}],toDOM:()=>["dt",0]},description:{content:"\
block+",defining:!0,parseDOM:[{tag:"dd"}],toDOM:()=>["dd",0]},table:{...$n.table,attrs:{caption:{default:""}},parseDOM:[{tag:"table",getAttrs:n=>({caption:n.querySelector(
":scope > caption")?.textContent.trim()??""})},{tag:"caption",ignore:!0}],toDOM:({attrs:{caption:n}})=>n?["table",["caption",n],["tbody",0]]:["table",["tbody",0]]},
table_row:$n.table_row,table_cell:$n.table_cell,table_header:$n.table_header,image:{group:"inline",inline:!0,draggable:!0,attrs:{src:{},alt:{default:""}},parseDOM:[
{tag:"img[src]",getAttrs:n=>({src:n.getAttribute("src"),alt:n.getAttribute("alt")??""})}],toDOM:({attrs:{src:n,alt:e}})=>["img",{src:n,alt:e}]},line_break:{group:"\
inline",inline:!0,selectable:!1,parseDOM:[{tag:"br"}],toDOM:()=>["br"]},text:{group:"inline"}},it=(...n)=>({parseDOM:n.map(e=>({tag:e})),toDOM:()=>[n[0],0]}),Oh={
link:{attrs:{href:{}},inclusive:!1,parseDOM:[{tag:"a[href]",getAttrs:n=>({href:n.getAttribute("href")})}],toDOM:({attrs:{href:n}})=>["a",{href:n},0]},strong:it(
"strong","b"),emphasis:it("em","i"),underlined:it("u"),struck:it("s","del"),lowered:{...it("sub"),excludes:"raised"},raised:{...it("sup"),excludes:"lowered"},code:it(
"code")},ue=new sn({nodes:Mh,marks:Oh}),Nh=We.fromSchema(ue),Dh=pe.fromSchema(ue),Ah=n=>/<[a-z/]/i.test(n);function si(n){let e=document.implementation.createHTMLDocument(
"");if(Ah(n))e.body.innerHTML=n;else for(let t of n.split(`
`).map(r=>r.trim()).filter(Boolean))e.body.appendChild(e.createElement("p")).textContent=t;return e.body}var Wn=n=>Nh.parse(si(n));function dl(n){let{content:e}=Wn(
n),t=e.childCount===1&&e.firstChild.type===ue.nodes.paragraph&&!e.firstChild.attrs.align;return new b(e,t?1:0,t?1:0)}function Eh(n){let e=n.tBodies[0],t=i=>[...i.
cells].every(o=>o.tagName==="TH"),r=[];for(let i of[...e.rows].slice(0,-1)){if(!t(i))break;r.push(i)}r.length&&n.insertBefore(n.ownerDocument.createElement("the\
ad"),e).append(...r);for(let i of n.querySelectorAll("th"))i.setAttribute("scope",i.closest("thead")?"col":"row")}function li(n){let e=document.implementation.createHTMLDocument(
"");e.body.append(Dh.serializeFragment(n.content,{document:e}));for(let t of e.querySelectorAll("table"))Eh(t);return Th(n)?"":e.body.innerHTML}var Th=n=>n.childCount===
1&&n.firstChild.isTextblock&&n.firstChild.content.size===0,Rh="img, a, table, tr, td, th, caption, li, h2, h3, h4, h5, h6, dt, dd, figcaption, blockquote, pre, \
hr";function ul(n){let e=[...n.querySelectorAll(Rh)].map(t=>t.tagName).sort();return`${n.textContent.replace(/\s+/g,"")} ${e.join(" ")}`}var pl=n=>ul(si(n))===ul(
si(li(Wn(n))));function ml(n){return n.match(new RegExp("\\p{Script=Han}|(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])+","gu"))?.length??0}var{nodes:D,marks:Fe}=ue;function se(n,...e){for(let t=n.selection.$from.depth;t>0;--t){let r=n.selection.$from.node(t);if(e.includes(r.type))return{node:r,at:n.
selection.$from.before(t)}}return null}function bl(n,e){let{from:t,to:r,empty:i,$from:o}=n.selection;return i?!!e.isInSet(n.storedMarks??o.marks()):n.doc.rangeHasMark(
t,r,e)}var gl=n=>(e,t)=>{let r=se(e,D.bullet_list,D.ordered_list);return r?r.node.type===n?Qr(D.list_item)(e,t):(t?.(e.tr.setNodeMarkup(r.at,n)),!0):Ls(n)(e,t)},
Ih=(n,e)=>se(n,D.blockquote)?po(n,e):bo(D.blockquote)(n,e),yl=n=>(e,t)=>{let r=se(e,D.paragraph);return r?(t?.(e.tr.setNodeMarkup(r.at,null,{align:r.node.attrs.
align===n?"":n})),!0):!1},vh=(n,e)=>(e?.(n.tr.replaceSelectionWith(D.rule.create()).scrollIntoView()),!0);function Sl(n,e,t){return(r,i)=>{let o=c=>D.table_row.
create(null,Array.from({length:e},()=>c.createAndFill())),s=[o(D.table_header),...Array.from({length:n},()=>o(D.table_cell))],l=r.tr.replaceSelectionWith(D.table.
create({caption:t},s)),a=l.mapping.map(r.selection.from,-1);return i?.(l.setSelection(C.near(l.doc.resolve(Math.min(a+1,l.doc.content.size)),1)).scrollIntoView()),
!0}}function xl(n){return(e,t)=>{let r=se(e,D.table);return r&&t?.(e.tr.setNodeMarkup(r.at,null,{caption:n})),!!r}}function kl(n){return(e,t)=>(t?.(e.tr.replaceSelectionWith(
D.image.create(n)).scrollIntoView()),!0)}function wl(n){let{$from:e,from:t,to:r,empty:i}=n.selection;if(!i)return{from:t,to:r};let o=Fe.link.isInSet(e.marks());
if(!o)return{from:t,to:r};let s=t,l=t;return e.parent.forEach((a,c)=>{let f=e.start()+c;o.isInSet(a.marks)&&f<=t&&f+a.nodeSize>=t&&(s=f,l=f+a.nodeSize)}),{from:s,
to:l}}function Cl(n){let{from:e,to:t}=wl(n),r="";return n.doc.nodesBetween(e,t,i=>{r||=Fe.link.isInSet(i.marks)?.attrs.href??""}),{href:r,text:n.doc.textBetween(
e,t," ")}}function Ml(n,e){return(t,r)=>{let{from:i,to:o}=wl(t),s=t.tr;return i===o?n&&s.replaceSelectionWith(ue.text(e||n,[Fe.link.create({href:n})]),!1):(s.removeMark(
i,o,Fe.link),n&&s.addMark(i,o,Fe.link.create({href:n}))),r?.(s.scrollIntoView()),!0}}var ot={paragraph:Ft(D.paragraph),heading_2:Ft(D.heading,{level:2}),heading_3:Ft(
D.heading,{level:3}),heading_4:Ft(D.heading,{level:4})};function Ol(n){let{parent:e}=n.selection.$from;return e.type===D.heading?`heading_${Math.min(e.attrs.level,
4)}`:e.type===D.paragraph?"paragraph":""}var ai=(n,e)=>({name:n,keys:e,run:So(Fe[n]),is_on:t=>bl(t,Fe[n])}),ci=n=>!!se(n,D.table),Pe=(n,e)=>({name:n,run:e,is_for_tables:!0}),
Yt=[ai("strong","Mod-b"),ai("emphasis","Mod-i"),ai("underlined","Mod-u"),null,{name:"bullets",keys:"Mod-Shift-8",run:gl(D.bullet_list),is_on:n=>!!se(n,D.bullet_list)},
{name:"numbers",keys:"Mod-Shift-7",run:gl(D.ordered_list),is_on:n=>!!se(n,D.ordered_list)},{name:"deeper",keys:"Mod-]",run:_s(D.list_item)},{name:"quote",keys:"\
Mod-Shift-9",run:Ih,is_on:n=>!!se(n,D.blockquote)},null,{name:"centre",run:yl("centre"),is_on:n=>se(n,D.paragraph)?.node.attrs.align==="centre"},{name:"right",run:yl(
"right"),is_on:n=>se(n,D.paragraph)?.node.attrs.align==="right"},null,{name:"link",keys:"Mod-k",ask:"link",is_on:n=>bl(n,Fe.link)},{name:"picture",ask:"picture"},
{name:"table",ask:"table",may:n=>!ci(n)},{name:"rule",run:vh},null,Pe("row",il),Pe("column",nl),Pe("drop_row",ol),Pe("drop_column",rl),Pe("merge",sl),Pe("split",
ll),Pe("head",al),{name:"caption",ask:"caption",is_for_tables:!0},Pe("drop_table",cl),null,{name:"undo",keys:"Mod-z",run:Zr},{name:"redo",keys:"Mod-y",run:Pn}].
map(n=>n&&{is_on:null,may:n.run?e=>n.run(e):()=>!0,...n}),Nl={"Mod-[":Qr(D.list_item),"Mod-Shift-z":Pn,"Mod-Alt-0":ot.paragraph,"Mod-Alt-2":ot.heading_2,"Mod-Al\
t-3":ot.heading_3,"Mod-Alt-4":ot.heading_4,Escape:mo,"Shift-Enter":(n,e)=>(e?.(n.tr.replaceSelectionWith(D.line_break.create()).scrollIntoView()),!0)};var Dl=["image/png","image/jpeg","image/gif","image/webp"],Tl=0;function zh({name:n,label:e,hint:t,type:r="text",value:i="",options:o,...s}){let l=`rich-${n}-${++Tl}`,
a=document.createElement("div");a.className="field";let c=document.createElement(o?"select":"input");if(o)for(let[h,u]of o)c.append(new Option(u,h));else c.type=
r;Object.assign(c,{id:l,name:n,...s}),r!=="file"&&(c.value=i);let f=document.createElement("label");if(f.htmlFor=l,f.textContent=e,a.append(f),t){let h=document.
createElement("p");h.className="hint",h.id=`${l}-hint`,h.textContent=t,c.setAttribute("aria-describedby",h.id),a.append(h)}return a.append(c),a}function Al(n,e,t){
let r=document.createElement("button");return r.textContent=n,r.value=e,r.className=t?"quiet":"",r.formNoValidate=t,r}function Jn(n,e,t,r=()=>""){let i=document.
createElement("dialog");i.className="rich-dialog";let o=document.createElement("form");o.method="dialog",o.className="sheet";let s=document.createElement("h2");
s.id=`rich-title-${++Tl}`,s.textContent=e,i.setAttribute("aria-labelledby",s.id);let l=document.createElement("p");l.className="error",l.role="alert";let a=document.
createElement("p");a.className="rows-of-deeds",a.append(Al(n.done,"done",!1),Al(n.leave,"",!0)),o.append(s,...t.map(zh),l,a),i.append(o),document.body.append(i);
let c=()=>Object.fromEntries([...o.querySelectorAll("input, select")].map(f=>[f.name,f.type==="file"?f.files[0]:f.value.trim()]));return new Promise(f=>{let h=u=>{
i.remove(),f(u)};o.addEventListener("submit",u=>{let d=u.submitter?.value==="done",p=d?r(c()):"";if(p)u.preventDefault(),l.textContent=p,o.querySelector("input,\
 select").focus();else if(d){u.preventDefault();let m=c();i.close(),h(m)}}),i.addEventListener("close",()=>h(null)),i.showModal()})}function El(n){return!n||/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.
test(n)?n:/^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(n)?`https://${n}`:null}var qn=class{constructor(e,t,r){Object.assign(this,{view:e,words:t,pictures:r})}run(e){e(this.
view.state,this.view.dispatch,this.view)}async open(e,t){await this[e](t),this.view.focus()}async link(){let{words:e,view:t}=this,r=Cl(t.state),i=[{name:"href",
label:e["link.address"],hint:e["link.hint"],value:r.href}];r.text||i.push({name:"text",label:e["link.text"]});let o=await Jn(e,e.link,i,({href:s})=>El(s)===null?
e["link.wrong"]:"");o&&this.run(Ml(El(o.href),o.text))}async picture(e){let{words:t,pictures:r}=this,i=r.names(),o=[];e||o.push({name:"file",label:t["picture.fi\
le"],type:"file",accept:Dl.join(",")}),!e&&i.length&&o.push({name:"there",label:t["picture.there"],options:[["",t["picture.none"]],...i.map(c=>[c,c])]}),o.push(
{name:"alt",label:t["picture.alt"],hint:t["picture.alt.hint"]});let s=await Jn(t,t.picture,o,({file:c,there:f})=>{let h=e??c;return!h&&!f?t["picture.wrong"]:h&&
!Dl.includes(h.type)?t["picture.kind"]:""});if(!s)return;let l=e??s.file,a=l?await r.take(l):s.there;this.run(kl({src:`picture:${a}`,alt:s.alt}))}async table(){
let{words:e}=this,t=i=>({type:"number",min:1,max:30,value:i,required:!0}),r=await Jn(e,e.table,[{name:"columns",label:e["table.columns"],...t(3)},{name:"rows",label:e["\
table.rows"],hint:e["table.hint"],...t(3)},{name:"caption",label:e["table.caption"]}]);r&&this.run(Sl(Number(r.rows),Number(r.columns),r.caption))}async caption(){
let{words:e,view:t}=this,r=se(t.state,ue.nodes.table)?.node.attrs.caption??"",i=await Jn(e,e.caption,[{name:"caption",label:e["table.caption"],value:r}]);i&&this.
run(xl(i.caption))}};var Hn=class{constructor(e,t,r,{before_sending:i,tell:o}){Object.assign(this,{form:e,address:t,words:r,before_sending:i,tell:o,timer:0,last:0,is_changed:!1,is_leaving:!1}),
e.addEventListener("input",s=>s.target.type!=="file"&&this.changed()),e.addEventListener("change",s=>s.target.type!=="file"&&this.changed()),e.addEventListener(
"submit",()=>this.stop()),document.addEventListener("visibilitychange",()=>document.hidden&&this.send())}changed(){this.is_changed=!0,clearTimeout(this.timer);let e=Date.
now()-this.last;this.timer=setTimeout(()=>this.send(),Math.max(2e3,15e3-e))}stop(){this.is_leaving=!0,clearTimeout(this.timer),this.sending?.abort()}async send(){
if(!this.is_changed||this.is_leaving)return;this.is_changed=!1,clearTimeout(this.timer),this.last=Date.now(),this.before_sending(),this.sending=new AbortController;
let e=new URLSearchParams([...new FormData(this.form)].filter(([,t])=>typeof t=="string"));try{let t=await fetch(this.address,{method:"POST",body:e,redirect:"ma\
nual",signal:this.sending.signal});if(!t.ok)throw new Error(String(t.status));let{at:r}=await t.json();this.tell(this.words.kept.replace("{0}",r))}catch{if(this.
is_leaving)return;this.is_changed=!0,this.tell(this.words.not_kept)}}};var Bh={"image/png":"png","image/jpeg":"jpg","image/gif":"gif","image/webp":"webp"},Rl="picture:",Kn=class{constructor(e,{at:t="",names:r=[]}){Object.assign(this,
{form:e,at:t,there:r,taken:new Map})}names(){return[...this.there,...this.taken.keys()]}async take(e){let t=this.names().length+1,r=/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}$/.
test(e.name)?e.name:`${t}.${Bh[e.type]}`;for(;this.names().includes(r);)r=`${Date.now().toString(36)}-${r}`;this.taken.set(r,await Ph(e));let i=document.createElement(
"input");Object.assign(i,{type:"file",name:"file",hidden:!0});let o=new DataTransfer;return o.items.add(new File([e],r,{type:e.type})),i.files=o.files,this.form.
append(i),r}address_of(e){if(!e.startsWith(Rl))return e;let t=e.slice(Rl.length);return this.taken.get(t)??(this.there.includes(t)?`${this.at}/files/${encodeURIComponent(
t)}`:"")}};function Ph(n){return new Promise((e,t)=>{let r=new FileReader;r.onload=()=>e(r.result),r.onerror=()=>t(r.error),r.readAsDataURL(n)})}function Il(n,e){
return t=>{let r=document.createElement("img"),i=n.address_of(t.attrs.src);return r.alt=t.attrs.alt,r.className=t.attrs.alt?"":"without-words",t.attrs.alt||(r.title=
e["picture.no_alt"]),i&&(r.src=i),{dom:r}}}var jn=class{constructor(e,t,{ask:r,label:i,controls:o}){this.view=e,this.element=document.createElement("div"),this.element.className="rich-tools",this.element.
role="toolbar",this.element.ariaLabel=i,this.element.setAttribute("aria-controls",o),this.kinds=this.make_kinds(t),this.buttons=[];let s=this.new_group();for(let l of Yt)
l?s.append(this.make_button(l,t,r)):s=this.new_group();this.stops=[this.kinds,...this.buttons.map(({button:l})=>l)],this.element.addEventListener("keydown",l=>this.
on_key(l)),this.element.addEventListener("focusin",l=>this.stop_at(l.target)),this.stop_at(this.kinds),this.show(e.state)}new_group(){let e=document.createElement(
"span");return e.className="group",this.element.append(e),e}make_kinds(e){let t=document.createElement("select");t.ariaLabel=e.kind;for(let i of Object.keys(ot))
t.append(new Option(e[i],i));return t.addEventListener("change",()=>this.run(ot[t.value])),this.new_group().append(t),t}make_button(e,t,r){let i=document.createElement(
"button");return i.type="button",i.className=`tool-${e.name}`,i.textContent=t[e.name],e.keys&&(i.setAttribute("aria-keyshortcuts",e.keys.replace("Mod","Control").
replaceAll("-","+")),i.title=e.keys.replace("Mod","Ctrl").replaceAll("-","+")),i.addEventListener("mousedown",o=>o.preventDefault()),i.addEventListener("click",
()=>{i.ariaDisabled!=="true"&&(e.ask?r(e.ask):this.run(e.run))}),this.buttons.push({tool:e,button:i}),i}run(e){e(this.view.state,this.view.dispatch,this.view),this.
view.focus()}stop_at(e){if(this.stops.includes(e))for(let t of this.stops)t.tabIndex=t===e?0:-1}on_key(e){if(e.key==="Escape")return this.view.focus();let t=this.
stops.filter(o=>o.checkVisibility()),r=t.indexOf(e.target),i={ArrowRight:r+1,ArrowLeft:r-1,Home:0,End:t.length-1}[e.key];i===void 0||r<0||(e.preventDefault(),t[(i+
t.length)%t.length].focus())}focus(){this.stops.find(e=>e.tabIndex===0&&e.checkVisibility())?.focus()}show(e){this.kinds.value=Ol(e);let t=ci(e);for(let{tool:r,
button:i}of this.buttons)i.hidden=!!r.is_for_tables&&!t,i.ariaDisabled=i.hidden||r.may(e)?null:"true",r.is_on&&(i.ariaPressed=String(r.is_on(e)));for(let r of this.
element.children)r.hidden=[...r.children].every(i=>i.hidden);this.stops.every(r=>r.hidden||r.tabIndex!==0)&&this.stop_at(this.kinds)}};function wt(n,e){return Object.assign(document.createElement(n),e)}var fi=class{constructor(e,t){Object.assign(this,{area:e,words:t.words,clean:t.clean,id:e.id}),
this.first=e.value,this.pictures=new Kn(e.form,t.pictures),this.label=document.querySelector(`label[for="${e.id}"]`),this.label.id||=`${e.id}-label`,e.id+="-sou\
rce",this.box=wt("div",{className:"rich"}),this.status=wt("p",{className:"rich-status small muted",role:"status"}),this.count=wt("p",{className:"rich-count smal\
l muted number",id:`${this.id}-count`}),e.before(this.box),this.open(),this.box.append(wt("div",{className:"rich-foot"})),this.box.lastChild.append(this.count,this.
status),e.hidden=!0,e.form.addEventListener("submit",()=>this.fill()),e.form.addEventListener("formdata",()=>this.fill())}open(){let e=Object.fromEntries(Yt.filter(
i=>i?.keys&&i.run).map(i=>[i.keys,i.run]));for(let i of Yt)i?.keys&&i.ask&&(e[i.keys]=()=>(this.dialogs.open(i.ask),!0));e["Alt-F10"]=()=>(this.toolbar.focus(),
!0);let t=gn.create({doc:Wn(this.first),plugins:[Sn({...Nl,...e}),Sn({Enter:Vs(ue.nodes.list_item)}),Sn(ko),Fs(),vs(),hl(),new ne({view:()=>({update:(i,o)=>this.
updated(i,o)})})]}),r=[this.area.getAttribute("aria-describedby"),`${this.id}-count`].filter(Boolean).join(" ");this.view=new jt(this.box,{state:t,attributes:{id:this.
id,class:"text rich-text",role:"textbox","aria-multiline":"true","aria-labelledby":this.label.id,"aria-describedby":r,...this.area.getAttribute("aria-invalid")?
{"aria-invalid":"true"}:{}},nodeViews:{image:Il(this.pictures,this.words)},handlePaste:(i,o)=>this.paste(o),handleDrop:(i,o)=>this.take_files(o.dataTransfer?.files),
handleKeyDown:(i,o)=>o.key==="Tab"&&(o.stopImmediatePropagation(),!1)}),this.label.addEventListener("click",()=>this.view.focus()),this.dialogs=new qn(this.view,
this.words,this.pictures),this.toolbar=new jn(this.view,this.words,{ask:i=>this.dialogs.open(i),label:this.words.tools,controls:this.id}),this.box.prepend(this.
toolbar.element),this.tell_count()}updated(e,t){this.toolbar?.show(e.state),!t.doc.eq(e.state.doc)&&(this.is_changed=!0,this.drafts?.changed(),this.tell_count())}fill(){
this.is_changed&&(this.area.value=li(this.view.state.doc))}tell(e){this.status.textContent=e}tell_count(){let{doc:e}=this.view.state;this.count.textContent=this.
words.count.replace("{0}",ml(e.textBetween(0,e.content.size," "," ")))}take_files(e){let t=[...e??[]].find(r=>r.type.startsWith("image/"));return t&&this.dialogs.
open("picture",t),!!t}paste(e){let t=e.clipboardData?.getData("text/html");return t?t.includes("data-pm-slice")?!1:(this.insert_cleaned(t),!0):this.take_files(e.
clipboardData?.files)}async insert_cleaned(e){let t=e;try{let i=new URLSearchParams({form_token:this.clean.token,html:e}),o=await fetch(this.clean.at,{method:"P\
OST",body:i,redirect:"manual"});if(!o.ok)throw new Error(String(o.status));let s=await o.json();t=s.html,this.tell([this.words.pasted,...s.removed].join(" "))}catch{
this.tell(this.words.not_cleaned)}let{view:r}=this;r.dispatch(r.state.tr.replaceSelection(dl(t)).scrollIntoView().setMeta("paste",!0))}},Ct=JSON.parse(document.
getElementById("rich-text").textContent),Zt=document.getElementById(Ct.area),st=null;pl(Zt.value)?st=new fi(Zt,Ct):Zt.before(wt("p",{className:"hint",textContent:Ct.
words.cannot_hold}));if(Ct.drafts){let n=wt("p",{className:"rich-status small muted",role:"status"});st||Zt.after(n);let e=new Hn(Zt.form,Ct.drafts,Ct.words,{before_sending:()=>st?.
fill(),tell:t=>st?st.tell(t):n.textContent=t});st&&(st.drafts=e)}})();
