// What every page loads. Each part works alone; without any of it the pages still work.
import { enhance } from "./dom";
import { startDrafts } from "./drafts/drafts";
import { startFormulas } from "./formulas";
import { startGrids } from "./grid";
import { startGuard } from "./guard";
import { startInPlace } from "./inplace";
import { startLive } from "./live/live";
import { startModules } from "./modules";
import { startRails } from "./rail";
import { startRequests } from "./request";
import { startSwitches } from "./switches";
import { startTimers } from "./timer";
import { startToasts } from "./toasts";

startSwitches();
startFormulas();
startToasts();
startDrafts();
startLive();
startGrids();
startTimers();
startModules();
startRails();
startRequests();
startGuard();
startInPlace();
enhance(document);
