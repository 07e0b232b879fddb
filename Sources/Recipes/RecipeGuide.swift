import Comparison

/// The reference of the recipe format for engineers, made from `Parameter.all`.
public enum RecipeGuide {
  private static func uses(_ parameter: Parameter) -> String {
    let methods = ComparisonMethod.allCases.filter(parameter.methods.contains)
    return methods.count == ComparisonMethod.allCases.count
      ? "all" : methods.map(\.rawValue).joined(separator: ", ")
  }

  private static let regions = """

    ## Regions

    With `compare.method: learned`, tolerances, areas and contrasts may be set apart for regions of the
    reference, and regions may be left out:

    ```yaml
    regions:
      - name: connector
        box: 120,40,300,200
        toleranceFactor: 2
        minimumArea: 40px²
      - name: label
        mask: label.png
        ignore: true
    ```

    `box` is x, y, width and height in pixels of the reference; the white pixels of `mask`, an image of
    the reference's size that is listed under `models`, are the region otherwise. Where regions overlap,
    the last one counts; what the taught mask leaves out stays left out. A region may give
    \(RegionParameters.parameters.map { "`\($0.name)`" }.joined(separator: ", ")), which mean what the
    parameters of that name mean; what it does not give is as everywhere.

    ## Parameters

    The column *for* names the values of `compare.method` with which a parameter has an effect.

    """

  /// `docs/recipe.md`, as Markdown. `sightline recipe describe` prints it.
  public static func markdown() -> String {
    var text = """
      # Recipes

      <!-- Made by `sightline recipe describe`; a test compares. Change Sources/Recipes instead. -->

      A recipe is everything that decides a verdict: a folder with a file `recipe.yaml` and the model
      files that it names. Where a command asks for a recipe, give the folder or the file.

      ```yaml
      format: 1
      name: bare-pcb
      version: 3
      compare:
        tolerance: 2px
      ```

      `sightline recipe check RECIPE` reads it, says everything that is wrong with it at once, with
      line and key, or prints the values in effect. Exit code 2 means that it cannot be used.

      ## Head

      | key | needed | what it is |
      |---|---|---|
      | `format` | yes | Format of the file: \(RecipeReader.format). |
      | `name` | yes | Name of the recipe, \(RecipeReader.allowedName). |
      | `version` | yes | Whole number from 1; raise it with every change that goes to the line. |
      | `description` | no | What the recipe is for. |
      | `models` | no | List of model files in the recipe's folder: `file`, and `sha256` if it must be \
      exactly this one. |
      | `regions` | no | What is set apart for regions of a learned reference; see below. |
      | `serial`, `lot` | no | Regular expressions that take the part's serial number and its lot out of \
      an image's file name: the first group, or the whole match. They decide no verdict. |

      Keys that are not listed on this page are errors, and so are keys given twice. Whatever is left
      out has its default. YAML anchors, aliases and tags are not allowed.

      ## Values

      Lengths, areas and amounts carry their unit, without exception: `2px`, `0.05mm`, `40µm` (or
      `40um`), `6px²` (or `6px2`), `64MB` (1 MB is 1,000,000 bytes), `100MP` (million pixels). Lengths
      in mm and µm need `part.pixelSize`; where whole pixels count, they are rounded to the nearest.
      Other numbers stand alone. Decimals have a point. Switches are `true` or `false`.

      ## On the command line

      `--set KEY=VALUE` changes one parameter for one run, by the same rules: `--set
      compare.tolerance=3px`. It may be given many times; the last one for a key counts. Every record
      keeps the values in effect and the recipe's hash: SHA-256 over format, name, version, values in
      effect and the models' contents. Comments, the order of keys, defaults spelled out or left out,
      and where the recipe lies do not change it.

      """
    text += regions
    for group in ParameterGroup.allCases {
      let members = Parameter.all.filter { $0.group == group }
      guard !members.isEmpty else { continue }
      text += "\n### \(group.rawValue)\n\n\(group.summary)\n\n"
      text += "| key | default | allowed | unit | for | what it does |\n|---|---|---|---|---|---|\n"
      for parameter in members {
        text += "| `\(parameter.key)` | \(parameter.defaultText ?? "not set") | "
        text += "\(parameter.allowed) | \(parameter.unit.name) | "
        text += "\(uses(parameter)) | \(parameter.help) |\n"
      }
    }
    return text
  }
}
