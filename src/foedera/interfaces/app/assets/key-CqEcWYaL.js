import{ae as s,af as c}from"./index-jjFGqada.js";const f=Symbol("NaN");function t(e,r,n){var o=new c(e);s(()=>{var a=r();a!==a&&(a=f),o.ensure(a,n)})}export{t as k};
