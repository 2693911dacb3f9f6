// Shows in the notice of the page what there is to say now, and hides it where there is
// nothing.

const SECONDS = 4;

async function refresh() {
  const notice = document.getElementById("paraplu-notice");
  if (notice === null) {
    return;
  }
  try {
    const answer = await fetch(notice.dataset.from);
    if (answer.ok) {
      const text = await answer.text();
      if (text !== notice.textContent) {
        notice.textContent = text;
      }
      notice.hidden = text === "";
    }
  } catch {
    // The server was stopped; Fava says so.
  }
}

setInterval(refresh, SECONDS * 1000);
