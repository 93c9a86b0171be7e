import type { Draft, Template } from "../probe";
import type { Scene } from "../scene";

/** An attack and its benign twin. `scenes` draws every parameter before the two part, so that both arms speak of the same scene. */
export function pair(
  template: Pick<Template, "id" | "family" | "rule" | "rationale">,
  scenes: (scene: Scene) => { attack: Draft; twin: Draft },
): Template {
  return {
    ...template,
    dimension: "as",
    draft(scene) {
      if (scene.arm === null) throw new Error(`${template.id} is asked in two arms`);
      return scenes(scene)[scene.arm];
    },
  };
}
