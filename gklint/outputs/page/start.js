window.addEventListener("hashchange", route);
route();
// The browser goes to the address itself once all is loaded, and less kindly.
if (location.hash) window.addEventListener("load", function () { setTimeout(route, 0); });
