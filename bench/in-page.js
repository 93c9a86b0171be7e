// Runs inside every page the bench opens, before the page's own scripts. Plain JavaScript: nothing compiles it on its way.
(() => {
  /** Texts of the watched row after each frame that changed the page, with the epoch ms of the frame's painting. */
  let seen = [];
  let watched;
  let waiting;
  let frames = [];
  let tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: "longtask",
  });

  function settle() {
    const hit = waiting && seen.find(({ at, texts }) => at >= waiting.since && texts.includes(waiting.text));
    if (!hit) return;
    waiting.resolve(hit.at);
    waiting = undefined;
  }

  function look() {
    const row = [...document.querySelectorAll("[role=row]")].find((element) => element.textContent.includes(watched));
    const leaves = [...(row?.querySelectorAll("*") ?? [])].filter((element) => element.childElementCount === 0);
    seen.push({
      at: performance.timeOrigin + performance.now(),
      texts: leaves.map((leaf) => leaf.textContent.replace(/\D/g, "")),
    });
    settle();
  }

  function observe() {
    // A message sent inside the frame's callback arrives when the frame is painted.
    const channel = new MessageChannel();
    channel.port1.onmessage = look;
    let due = false;
    const observer = new MutationObserver(() => {
      if (due) return;
      due = true;
      requestAnimationFrame(() => {
        due = false;
        channel.port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  }

  window.bench = {
    /** From now on notes the row that names this agent. */
    watchRow(name) {
      seen = [];
      if (watched === undefined) observe();
      watched = name;
    },

    /** Resolves with the epoch ms at which the watched row first showed this number after `since`, or null after `limit` ms. */
    painted(text, since, limit) {
      return new Promise((resolve) => {
        waiting = { text, since, resolve };
        setTimeout(() => resolve(null), limit);
        settle();
      });
    },

    startFrames() {
      const mine = [];
      frames = mine;
      requestAnimationFrame(function count(at) {
        mine.push(at);
        if (frames === mine) requestAnimationFrame(count);
      });
    },

    /** Lengths of the tasks over 50 ms since the page began or this was last asked, ms. */
    takeLongTasks() {
      const taken = tasks;
      tasks = [];
      return taken;
    },

    /** Times of the frames since `startFrames`, ms. */
    takeFrames() {
      const taken = frames;
      frames = [];
      return taken;
    },
  };
})();
