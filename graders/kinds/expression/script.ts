// One formula with its preview.
import { mountSingles } from "gradus/formula/single";

export default mountSingles;
