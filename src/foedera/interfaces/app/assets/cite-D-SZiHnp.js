import{h as t,D as r,E as o}from"./index-DPf3m0WH.js";import{question as s}from"./question-D_dhOIuq.js";import"./act-D4o5a6eS.js";import"./crises-u0upIVuZ.js";function i(){const e=r.contents;return{title:`${document.title.replace(" · Foedera","")}, ${o(t.day,"en-GB")}`,dossier:e.title,digest:e.digest.slice(0,12),view:location.hash,question:"/"+s(),year:new Date().getFullYear()}}function c(){const e=i();return`Foedera, “${e.title}”, in: ${e.dossier}, record ${e.digest}, view ${e.view}, answer ${e.question}.`}function u(){const e=i();return`@misc{foedera-${e.digest}-${t.iso},
  title        = {${e.title}},
  author       = {{The Foedera developers}},
  year         = {${e.year}},
  howpublished = {Foedera, ${e.dossier}, record ${e.digest}},
  note         = {View \\verb|${e.view}|, answer \\verb|${e.question}|}
}`}function $(){const e=i();return JSON.stringify([{id:`foedera-${e.digest}-${t.iso}`,type:"dataset",title:e.title,author:[{literal:"The Foedera developers"}],issued:{"date-parts":[[e.year]]},"container-title":e.dossier,version:e.digest,note:`view ${e.view}; answer ${e.question}`}],null,2)}export{u as bibtex,$ as csl,c as plain};
