"""Loads every export of make-exports.mjs with the tool it is made for, and compares each row with the CSV export.

    python interop/check.py FOLDER [FORMAT ...]
    python interop/check.py FOLDER --tools      only whether all tools are there

Prints a line for each format, project and tool; ends with 1 where something does not fit, and with 3 where a tool is not
there (see requirements.txt).
"""

import os
import sys

# Nothing is fetched from anywhere, and nothing is cached beside the data.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import csv
import glob
import hashlib
import io
import json
import logging
import tempfile
import time
import traceback
import warnings
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
TEMP = tempfile.TemporaryDirectory(prefix="fewlabel-interop-")
os.environ["HF_HOME"] = TEMP.name

TOOLS = ["cleanlab", "datasets", "datumaro", "label_studio_sdk", "mlcroissant", "pyarrow", "pycocotools", "tfrecord", "PIL"]
missing = [name for name in TOOLS if find_spec(name) is None]
if missing:
    print(f"Not there: {', '.join(missing)}. See interop/requirements.txt.")
    sys.exit(3)
if sys.argv[2:] == ["--tools"]:
    sys.exit(0)

import cleanlab.filter
import datasets
import datumaro
import mlcroissant
import numpy as np
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface
from PIL import Image
from pycocotools.coco import COCO
from tfrecord.reader import tfrecord_loader


class Export:
    """One export, and what the CSV export of the same samples says."""

    def __init__(self, root, project, format, is_split):
        ending = {"csv": ".csv", "jsonl": ".jsonl", "parquet": ".parquet", "npz": ".npz"}.get(format, "")
        suffix = " split" if is_split else ""
        self.root, self.project, self.format, self.is_split = root, project, format, is_split
        self.path = root / project / f"{format}{suffix}{ending}"
        self.is_folder = ending == ""
        with open(root / project / f"csv{suffix}.csv", newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            self.rows = {row["id"]: row for row in reader}
            self.columns = reader.fieldnames
        beside = self.path if self.is_folder else None
        self.manifest = beside / "manifest.json" if beside else Path(f"{self.path}.manifest.json")
        self.croissant = beside / "croissant.json" if beside else Path(f"{self.path}.croissant.json")
        manifest = json.loads(self.manifest.read_text(encoding="utf-8"))
        self.classes = [one["name"] for one in manifest["classes"]]
        self.files = manifest["files"]

    @property
    def name(self):
        return f"{self.format}, {self.project}, {'split' if self.is_split else 'whole'}"

    def expect(self, found, of=lambda row: (row["label"], row["split"])):
        """`found`: id → what the tool read; must be what `of` makes of the CSV's row, for every row."""
        if not self.is_split:
            for row in self.rows.values():
                row["split"] = None
        same("ids", sorted(found), sorted(self.rows))
        for id, value in found.items():
            same(f"row {id}", value, of(self.rows[id]))
        return len(found)


def same(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}: found {shorten(found)}, expected {shorten(expected)}")


def near(what, found, expected):
    if expected == "" or expected is None:
        same(what, found, None)
    elif abs(float(found) - float(expected)) > 1e-6:
        raise AssertionError(f"{what}: found {found}, expected {expected}")


def shorten(value):
    text = repr(value)
    return text if len(text) < 400 else text[:400] + "…"


# --- tables ---------------------------------------------------------------------------------------------------------


def check_rows(export, rows):
    """Rows of a table, as dictionaries with the columns of the CSV."""
    found = {}
    for row in rows:
        expected = export.rows[row["id"]]
        found[row["id"]] = (row["label"], row.get("split"))
        same("label_source", row["label_source"], expected["label_source"])
        same("annotator", row["annotator"] or "", expected["annotator"])
        near("confidence", row["confidence"], expected["confidence"])
        near("cluster_id", row["cluster_id"], expected["cluster_id"])
        same("labeled_at", iso(row["labeled_at"]), expected["labeled_at"])
        if "text" in expected:
            same("text", row["text"], expected["text"])
            same("place", row["place"], expected["place"])
            same("embedding", vector(row["embedding"]), vector(expected["embedding"]))
    return export.expect(found)


def iso(time):
    if time is None or isinstance(time, str):
        return time or ""
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


def vector(value):
    values = json.loads(value) if isinstance(value, str) else value
    return [np.float32(one).item() for one in values]


def csv_datasets(export):
    # Types are guessed from the values, so "007" and an empty cell need to be told to stay as they are.
    texts = datasets.Features({name: datasets.Value("string") for name in export.columns})
    table = datasets.load_dataset("csv", data_files=str(export.path), split="train", features=texts, keep_default_na=False)
    return check_rows(export, ({**row, **numbers(row)} for row in table))


def numbers(row):
    return {name: None if row[name] == "" else float(row[name]) for name in ("confidence", "cluster_id")}


def csv_pyarrow(export):
    options = {"parse_options": pyarrow.csv.ParseOptions(newlines_in_values=True)}
    texts = pyarrow.csv.ConvertOptions(column_types={name: "string" for name in ("id", "label", "annotator", "labeled_at")})
    return check_rows(export, pyarrow.csv.read_csv(export.path, convert_options=texts, **options).to_pylist())


def jsonl_datasets(export):
    rows = list(datasets.load_dataset("json", data_files=str(export.path), split="train"))
    check_probabilities(export, {row["id"]: [row["probabilities"][name] for name in export.classes] for row in rows})
    return check_rows(export, rows)


def jsonl_pyarrow(export):
    rows = pyarrow.json.read_json(export.path).to_pylist()
    return check_rows(export, rows)


def parquet_datasets(export):
    table = datasets.load_dataset("parquet", data_files=str(export.path), split="train")
    label = table.features["label"]
    same("names of the label", label.names, export.classes)
    if export.project == "images" and "image" in table.features:
        for row in table:
            same("size", row["image"].size, (28, 28))
    return check_rows(export, ({**row, "label": label.int2str(row["label"])} for row in table))


def parquet_pyarrow(export):
    rows = pyarrow.parquet.read_table(export.path).to_pylist()
    return check_rows(export, ({**row, "label": export.classes[row["label"]]} for row in rows))


def npz_cleanlab(export):
    arrays = np.load(export.path, allow_pickle=False)
    same("classes", arrays["classes"].tolist(), export.classes)
    probabilities, labels = arrays["pred_probs"], arrays["labels"]
    ids = arrays["ids"].tolist()
    check_probabilities(export, dict(zip(ids, probabilities.tolist())))
    sources = dict(zip(ids, arrays["label_source"].tolist()))
    for id, label in zip(ids, labels.tolist()):
        row = export.rows[id]
        same("label", label, -1 if row["label_source"] == "model" else export.classes.index(row["label"]))
        same("label_source", sources[id], row["label_source"])
    labeled = labels >= 0
    known = sorted(set(labels[labeled].tolist()))
    places = {label: place for place, label in enumerate(known)}
    given = np.array([places[label] for label in labels[labeled].tolist()])
    scaled = probabilities[labeled][:, known] + 1e-9
    issues = cleanlab.filter.find_label_issues(given, scaled / scaled.sum(1, keepdims=True))
    same("length of the issues", len(issues), int(labeled.sum()))
    return export.expect({id: None for id in ids}, lambda row: None)


def check_probabilities(export, found):
    for id, row in export.rows.items():
        for name, p in zip(export.classes, found[id]):
            near(f"p_{name} of {id}", p, row[f"p_{name}"])


# --- trees of images ------------------------------------------------------------------------------------------------


def manifest_rows(export):
    with open(export.path / "manifest.csv", newline="", encoding="utf-8") as file:
        return {row["file_name"]: row for row in csv.DictReader(file)}


def tree_datasets(export):
    """Class folders: nothing but the folders says what the classes are."""
    table = datasets.load_dataset("imagefolder", data_dir=str(export.path))
    rows, found, folders = manifest_rows(export), {}, {}
    for split, part in table.items():
        names = part.features["label"].names
        for row in part.cast_column("image", datasets.Image(decode=False)):
            file = Path(row["image"]["path"]).relative_to(export.path).as_posix()
            known = rows[file]
            same("one class per folder", folders.setdefault(names[row["label"]], known["label"]), known["label"])
            found[known["id"]] = (known["label"], {"validation": "val"}.get(split, split) if export.is_split else None)
    same("one folder per class", len(set(folders.values())), len(folders))
    listed = (export.path / "classes.txt").read_text(encoding="utf-8").splitlines()
    same("classes.txt", listed, [folders[name] for name in sorted(folders)])
    return export.expect(found)


def tree_pillow(export):
    found = {}
    for name, row in manifest_rows(export).items():
        with Image.open(export.path / name) as image:
            image.load()
            same("size", image.size, (28, 28))
        found[row["id"]] = (row["label"], row.get("split"))
    return export.expect(found)


def yolo_datumaro(export):
    """Part by part, as it wants images in every class folder: of parts that lack a class the folder is there and empty."""
    rows, found = manifest_rows(export), {}
    for part in sorted(path for path in export.path.iterdir() if path.is_dir()):
        if not all(any(folder.iterdir()) for folder in part.iterdir()):
            continue
        read = datumaro.Dataset.import_from(str(part), "imagenet")
        labels = read.categories()[datumaro.AnnotationType.label]
        for item in read:
            path = Path(item.media.path).relative_to(export.path).as_posix()
            same("folder", path.split("/")[1], labels[item.annotations[0].label].name)
            found[path] = rows[path]["id"]
    expected = {path: row["id"] for path, row in rows.items() if path.split("/")[0] in {name.split("/")[0] for name in found}}
    same("rows", found, expected)
    same("train is among them", any(path.startswith("train/") for path in found), True)
    return len(found)


def imagefolder_datasets(export):
    table = datasets.load_dataset(str(export.path))
    same("the same by imagefolder", sum(map(len, datasets.load_dataset("imagefolder", data_dir=str(export.path)).values())), sum(map(len, table.values())))
    found, probabilities = {}, {}
    for split, part in table.items():
        label = part.features["label"]
        same("names of the label", label.names, export.classes)
        for row in part:
            expected = export.rows[row["id"]]
            same("size", row["image"].size, (28, 28))
            same("label_source", row["label_source"], expected["label_source"])
            same("annotator", row["annotator"] or "", expected["annotator"])
            same("labeled_at", iso(row["labeled_at"]), expected["labeled_at"])
            near("confidence", row["confidence"], expected["confidence"])
            near("cluster_id", row["cluster_id"], expected["cluster_id"])
            probabilities[row["id"]] = row["probs"]
            found[row["id"]] = (label.int2str(row["label"]), split if export.is_split else None)
    check_probabilities(export, probabilities)
    return export.expect(found)


# --- other tools' own -----------------------------------------------------------------------------------------------


def coco_files(export):
    return {Path(file).stem.removeprefix("labels_"): file for file in glob.glob(str(export.path / "annotations" / "*.json"))}


def coco_datumaro(export):
    read = datumaro.Dataset.import_from(str(export.path), "coco_labels")
    labels = read.categories()[datumaro.AnnotationType.label]
    same("categories", [one.name for one in labels], export.classes)
    names = {}
    for part, file in coco_files(export).items():
        for image in json.loads(Path(file).read_text(encoding="utf-8"))["images"]:
            names[(part, Path(image["file_name"]).stem)] = image["sample_id"]
    found = {}
    for item in read:
        same("size", item.media.data.shape[:2], (28, 28))
        found[names[(item.subset, item.id)]] = (labels[item.annotations[0].label].name, item.subset if export.is_split else None)
    return export.expect(found)


def coco_pycocotools(export):
    found = {}
    for part, file in coco_files(export).items():
        with quiet():
            read = COCO(file)
        for image in read.loadImgs(read.getImgIds()):
            (annotation,) = read.loadAnns(read.getAnnIds(image["id"]))
            with Image.open(export.path / "images" / part / image["file_name"]) as picture:
                same("size", (image["width"], image["height"]), picture.size)
            row = export.rows[image["sample_id"]]
            same("label_source", annotation["attributes"]["label_source"], row["label_source"])
            same("annotator", annotation["attributes"].get("annotator", ""), row["annotator"])
            if row["label_source"] == "model":
                near("score", annotation["score"], row["confidence"])
            else:
                same("score", annotation.get("score"), None)
            category = read.cats[annotation["category_id"]]["name"]
            found[image["sample_id"]] = (category, part if export.is_split else None)
    return export.expect(found)


def label_studio_sdk(export):
    """The configuration is valid, every task fits it, and the converter makes of them what people said."""
    interface = LabelInterface((export.path / "config.xml").read_text(encoding="utf-8"))
    interface.validate()
    tasks = json.loads((export.path / "tasks.json").read_text(encoding="utf-8"))
    (control,) = interface.controls
    same("choices", list(control.labels), export.classes)
    found, opinions = {}, {}
    for task in tasks:
        row = export.rows[task["data"]["ref"]]
        # Of a whole task its validate_task asks for annotations without telling which.
        same("valid data", interface.validate_task({"data": task["data"]}), True)
        same("valid annotations", [interface.validate_annotation(one) for one in task["annotations"]], [True] * len(task["annotations"]))
        same("valid predictions", [interface.validate_prediction(one, True) for one in task["predictions"]], [[]] * len(task["predictions"]))
        people = {one["annotator"]: choice(one) for one in task["annotations"]}
        if row["label_source"] == "model":
            same("annotations", people, {})
            (prediction,) = task["predictions"]
            same("prediction", choice(prediction), row["label"])
            near("score", prediction["score"], row["confidence"])
        else:
            same("whose label", people.get(row["annotator"]), row["label"])
            same("when", {one["created_at"] for one in task["annotations"] if one["annotator"] == row["annotator"]}, {row["labeled_at"]})
        opinions[task["id"]] = sorted(people.values())
        if "image" in task["data"]:
            file = task["data"]["image"].removeprefix("/data/local-files/?d=")
            with Image.open(export.path / file) as image:
                same("size", image.size, (28, 28))
        else:
            same("text", task["data"]["text"], row["text"])
        found[task["data"]["ref"]] = (row["label"], task["data"].get("split"))
    with tempfile.TemporaryDirectory() as out, quiet():
        converter = Converter(str(export.path / "config.xml"), None)
        converter.convert_to_json_min(str(export.path / "tasks.json"), out, is_dir=False)
        converted = defaultdict(list)
        for row in json.loads(Path(out, "result.json").read_text(encoding="utf-8")):
            # Tasks that nobody labeled come without a choice.
            if "choice" in row:
                converted[row["id"]].append(row["choice"])
        converter.convert_to_csv(str(export.path / "tasks.json"), out, is_dir=False, sep=",", header=True)
        with open(Path(out, "result.csv"), newline="", encoding="utf-8") as file:
            lines = sum(1 for row in csv.DictReader(file) if row["choice"])
    said = {id: labels for id, labels in opinions.items() if labels}
    same("JSON_MIN of the converter", {id: sorted(labels) for id, labels in converted.items()}, said)
    same("lines of the converter's CSV", lines, sum(map(len, said.values())))
    return export.expect(found)


def choice(annotation):
    (result,) = annotation["result"]
    (label,) = result["value"]["choices"]
    return label


def prodigy_schema(export):
    """Prodigy cannot be had freely; its documentation says what a task is."""
    found = {}
    for file in sorted(export.path.glob("*.jsonl")):
        people = defaultdict(dict)
        for line in file.read_text(encoding="utf-8").splitlines():
            task = json.loads(line)
            id = task["meta"]["id"]
            row = export.rows[id]
            if "image" in task:
                same("_view_id", task["_view_id"], "choice")
                same("options", [option["id"] for option in task["options"]], export.classes)
                (label,) = task["accept"]
                with Image.open(export.path / task["image"]) as image:
                    same("size", image.size, (28, 28))
            else:
                same("_view_id", task["_view_id"], "classification")
                same("text", task["text"], row["text"])
                label = task["label"]
            if row["label_source"] == "model":
                same("answer", task.get("answer"), None)
                same("label", label, row["label"])
                near("meta.score", task["meta"]["score"], row["confidence"])
            else:
                same("answer", task["answer"], "accept")
                same("_session_id", task["_session_id"], task["_annotator_id"])
                same("type of _timestamp", type(task["_timestamp"]), int)
                people[id][task["_annotator_id"]] = label
            found[id] = (row["label"], file.stem if export.is_split else None)
        for id, said in people.items():
            same("whose label", said.get(export.rows[id]["annotator"]), export.rows[id]["label"])
    return export.expect(found)


def tfrecord_tfrecord(export):
    names = (export.path / "labels.txt").read_text(encoding="utf-8").splitlines()
    same("labels.txt", names, export.classes)
    types = {
        "image/encoded": "byte", "image/format": "byte", "image/source_id": "byte", "image/height": "int",
        "image/width": "int", "image/class/label": "int", "image/class/text": "byte", "label_source": "byte",
        "probs": "float", "confidence": "float", "cluster_id": "int",
    }  # fmt: skip
    found, probabilities = {}, {}
    for file in sorted(export.path.glob("*.tfrecord")):
        part = file.name.removeprefix(f"interop {export.project}-").rsplit("-", 3)[0] if export.is_split else None
        for record in tfrecord_loader(str(file), None, types):
            text = lambda name: bytes(record[name]).decode("utf-8")
            id = text("image/source_id")
            with Image.open(io.BytesIO(bytes(record["image/encoded"]))) as image:
                same("size", image.size, (int(record["image/width"][0]), int(record["image/height"][0])))
                same("format", image.format.lower(), text("image/format"))
            same("label and text", names[int(record["image/class/label"][0])], text("image/class/text"))
            same("label_source", text("label_source"), export.rows[id]["label_source"])
            near("cluster_id", record["cluster_id"][0], export.rows[id]["cluster_id"])
            probabilities[id] = record["probs"].tolist()
            found[id] = (text("image/class/text"), part)
    check_probabilities(export, probabilities)
    return export.expect(found)


def croissant_mlcroissant(export):
    """Valid without an error, and, where rows can be described, every row is there with its label."""
    read = mlcroissant.Dataset(jsonld=str(export.croissant))
    same("errors", list(read.metadata.ctx.issues.errors), [])
    sets = {one.id for one in read.metadata.record_sets}
    if export.is_split:
        same("splits", [text(row["splits/name"]) for row in read.records("splits")], ["train", "val", "test"])
    same("classes", [text(row["classes/name"]) for row in read.records("classes")], export.classes)
    if "samples" not in sets:
        return f"{len(read.metadata.distribution)} files described"
    rows = [{name.removeprefix("samples/"): value for name, value in row.items()} for row in read.records("samples")]
    described = {
        "coco": lambda row: (text(row["sample_id"]), export.classes[row["category_id"] - 1]),
        "label-studio": lambda row: (text(row["ref"]), None),
        "imagefolder": lambda row: (text(row["id"]), export.classes[row["label"]]),
        "parquet": lambda row: (text(row["id"]), export.classes[row["label"]]),
    }.get(export.format, lambda row: (text(row["id"]), text(row["label"])))
    if export.format == "prodigy":
        same("rows", {text(row.get("image") or row.get("text")) for row in rows} != set(), True)
        return len(rows)
    labels = {row["id"]: row["label"] for row in export.rows.values()}
    for row in rows:
        id, label = described(row)
        if label is not None:
            same(f"label of {id}", number(label), number(labels[id]))
    same("ids", sorted(described(row)[0] for row in rows), sorted(labels))
    return len(rows)


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value


def number(label):
    """Its reader of CSV guesses types: "007" becomes 7 where all of a column are numbers."""
    return label.lstrip("0") if label.isdigit() else label


def sums(export):
    """The sums of the manifest, as sha256sum would check them; nothing is there that it does not name."""
    folder = export.path if export.is_folder else export.path.parent
    for file in export.files:
        contents = (folder / file["name"]).read_bytes()
        same(file["name"], (len(contents), hashlib.sha256(contents).hexdigest()), (file["bytes"], file["sha256"]))
    if export.is_folder:
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        same("files", there, {file["name"] for file in export.files} | {"manifest.json"})
    return f"{len(export.files)} files"


class quiet:
    """Tools that print what they do."""

    def __enter__(self):
        self.stdout, sys.stdout = sys.stdout, io.StringIO()

    def __exit__(self, *_):
        sys.stdout = self.stdout


CHECKS = {
    "csv": {"datasets": csv_datasets, "pyarrow": csv_pyarrow},
    "jsonl": {"datasets": jsonl_datasets, "pyarrow": jsonl_pyarrow},
    "parquet": {"datasets": parquet_datasets, "pyarrow": parquet_pyarrow},
    "npz": {"cleanlab": npz_cleanlab},
    "folder": {"datasets": tree_datasets, "pillow": tree_pillow},
    "imagefolder": {"datasets": imagefolder_datasets},
    "yolo": {"datasets": tree_datasets, "datumaro": yolo_datumaro, "pillow": tree_pillow},
    "coco": {"datumaro": coco_datumaro, "pycocotools": coco_pycocotools},
    "label-studio": {"label-studio-sdk": label_studio_sdk},
    "prodigy": {"documented schema": prodigy_schema},
    "tfrecord": {"tfrecord": tfrecord_tfrecord},
}


def main(folder, asked):
    root, failed, passed = Path(folder).resolve() / "exports", 0, 0
    for format, tools in CHECKS.items():
        if asked and format not in asked:
            continue
        for project in ("images", "texts"):
            for is_split in (False, True):
                try:
                    export = Export(root, project, format, is_split)
                except FileNotFoundError:
                    if project == "texts" or asked:
                        continue
                    raise
                for tool, check in {**tools, "mlcroissant": croissant_mlcroissant, "sha256": sums}.items():
                    started = time.perf_counter()
                    try:
                        loaded = check(export)
                        rows = loaded if isinstance(loaded, str) else f"{loaded} rows"
                        passed += 1
                        print(f"ok      {export.name:<32} {labelled(tool):<26} {rows}, {time.perf_counter() - started:.2f} s")
                    except Exception as error:
                        failed += 1
                        print(f"FAILED  {export.name:<32} {labelled(tool):<26} {type(error).__name__}: {error}")
                        if os.environ.get("FEWLABEL_TRACE"):
                            traceback.print_exc()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def labelled(tool):
    try:
        return f"{tool} {version(tool)}"
    except Exception:
        return tool


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
