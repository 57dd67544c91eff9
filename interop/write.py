"""Writes what other tools write, from the CSV export of make-exports.mjs, for read-back.mjs to import.

    python interop/write.py FOLDER

Beside each file or folder in FOLDER/foreign lies NAME.expected.json: how it is to be imported, and what is to come in: the
class of each sample, by its id or in the order of the rows, and the numbers that the model is to see.
"""

import csv
import json
import os
import shutil
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import logging
from pathlib import Path

logging.disable(logging.WARNING)
TEMP = tempfile.TemporaryDirectory(prefix="fewlabel-interop-")
os.environ["HF_HOME"] = TEMP.name

import datasets
import numpy as np
import pyarrow
import pyarrow.parquet
import tfrecord
from label_studio_sdk.converter import Converter
from PIL import Image


def main(folder):
    root = Path(folder).resolve()
    out = root / "foreign"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()

    def expect(name, samples, use="truth", **options):
        """`samples`: id → class (None where there is none), or a list of classes in the order of the rows."""
        (out / f"{name}.expected.json").write_text(
            json.dumps({"use": use, "samples": samples, **options}, ensure_ascii=False), encoding="utf-8"
        )

    def keep(name, array):
        (root / "foreign" / f"{name}.json").write_text(json.dumps(array.tolist()), encoding="utf-8")

    texts = rows_of(root / "exports" / "texts" / "csv.csv")
    classes = sorted({row["label"] for row in texts})
    vectors = np.array([json.loads(row["embedding"]) for row in texts], dtype=np.float32)
    labels = np.array([classes.index(row["label"]) for row in texts])
    keep("vectors", vectors)
    named = {row["id"]: row["label"] for row in texts}
    numbered = [str(label) for label in labels.tolist()]

    # Hugging Face datasets: a ClassLabel, lists and strings.
    features = datasets.Features(
        {
            "id": datasets.Value("string"),
            "text": datasets.Value("string"),
            "label": datasets.ClassLabel(names=classes),
            "embedding": datasets.Sequence(datasets.Value("float32")),
        }
    )
    table = datasets.Dataset.from_dict(
        {"id": list(named), "text": [row["text"] for row in texts], "label": labels, "embedding": vectors}, features=features
    )
    table.to_parquet(str(out / "datasets.parquet"))
    expect("datasets.parquet", named, inputs="vectors", tool="datasets")
    table.cast_column("label", datasets.Value("string")).to_json(str(out / "datasets.jsonl"))
    # It writes ten decimals.
    expect("datasets.jsonl", dict(zip(named, numbered)), inputs="vectors", tolerance=1e-10, tool="datasets")

    # pyarrow: dictionaries, lists of a fixed length, another codec, pages of the second version.
    arrays = {
        "id": pyarrow.array(list(named)),
        "class": pyarrow.array([row["label"] for row in texts]).dictionary_encode(),
        "embedding": pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(vectors.ravel()), vectors.shape[1]),
    }
    pyarrow.parquet.write_table(
        pyarrow.table(arrays), out / "pyarrow.parquet", compression="zstd", data_page_version="2.0", row_group_size=40
    )
    expect("pyarrow.parquet", named, inputs="vectors", tool="pyarrow")

    # NumPy.
    np.savez_compressed(out / "numpy.npz", x=vectors.astype(">f8"), y=labels)
    expect("numpy.npz", numbered, inputs="vectors", tool="numpy")
    images = images_of(root)
    pixels = np.stack([np.asarray(Image.open(path)) for path, _ in images])
    np.savez(out / "numpy-images.npz", images=pixels, labels=np.array([label for _, label in images]))
    keep("pixels", pixels.reshape(len(images), -1))
    expect("numpy-images.npz", [label for _, label in images], inputs="pixels", tool="numpy")

    # svmlight and ARFF, as scikit-learn and Weka write them.
    svm = "".join(
        f"{label} {' '.join(f'{i + 1}:{value:.9g}' for i, value in enumerate(vector) if value != 0)}\n"
        for label, vector in zip(labels, vectors.tolist())
    )
    (out / "svmlight.svm").write_text("# a comment\n" + svm, encoding="utf-8")
    expect("svmlight.svm", numbered, inputs="vectors", tool="svmlight")
    quoted = [f"'{one}'" for one in classes]
    arff = ["% a comment", "@RELATION 'texts of two'", ""]
    arff += [f"@ATTRIBUTE 'e {i}' NUMERIC" for i in range(vectors.shape[1])]
    arff += [f"@attribute class {{{','.join(quoted)}}}", "", "@DATA"]
    arff += [",".join([*(f"{v:.9g}" for v in vector), quoted[label]]) for vector, label in zip(vectors.tolist(), labels)]
    (out / "weka.arff").write_text("\n".join(arff) + "\n", encoding="utf-8")
    expect("weka.arff", [row["label"] for row in texts], inputs="vectors", tool="ARFF")

    # Label Studio's converter: JSON_MIN and CSV, one row for each person's choice.
    source = root / "exports" / "texts" / "label-studio"
    said, tasks = as_on_a_server(source / "tasks.json", out / "tasks.json")
    converter = Converter(str(source / "config.xml"), None)
    for name, convert, options in (
        ("label-studio-min.json", converter.convert_to_json_min, {}),
        ("label-studio.csv", converter.convert_to_csv, {"sep": ",", "header": True}),
    ):
        with tempfile.TemporaryDirectory() as folder:
            convert(str(tasks), folder, is_dir=False, **options)
            shutil.copy(next(Path(folder).glob("result.*")), out / name)
        expect(name, said, use="labels", inputs="vectors", several=True, tool="label-studio-sdk")
    expect("tasks.json", said, use="labels", inputs="vectors", several=True, tool="label-studio-sdk")

    # Datumaro: COCO with labels, and an ImageNet tree. Imported here because pandas writes no JSON any more once it is.
    import datumaro

    items = [
        datumaro.DatasetItem(
            id=f"image-{i:03d}",
            subset="train" if i % 4 else "val",
            media=datumaro.Image.from_file(path=str(path)),
            annotations=[datumaro.Label(["A", "B", "C", "D", "E", "F"].index(label))],
        )
        for i, (path, label) in enumerate(images)
    ]
    written = datumaro.Dataset.from_iterable(items, categories=["A", "B", "C", "D", "E", "F"], media_type=datumaro.Image)
    written.export(str(out / "datumaro-coco"), "coco_labels", save_media=True)
    expect("datumaro-coco", sorted(label for _, label in images), unordered=True, tool="datumaro")
    written.export(str(out / "datumaro-tree"), "imagenet_with_subset_dirs", save_media=True)
    expect(
        "datumaro-tree", sorted(label for _, label in images), unordered=True, options=["--folders-are-classes"], tool="datumaro"
    )

    # TFRecord by the tfrecord package, with the names beside it.
    (out / "tfrecord").mkdir()
    writer = tfrecord.TFRecordWriter(str(out / "tfrecord" / "images-00000-of-00001.tfrecord"))
    for i, (path, label) in enumerate(images):
        writer.write(
            {
                "image/encoded": (path.read_bytes(), "byte"),
                "image/format": (b"png", "byte"),
                "image/filename": (f"image-{i}.png".encode(), "byte"),
                "image/class/label": ("ABCDEF".index(label), "int"),
            }
        )
    writer.close()
    (out / "tfrecord" / "labels.txt").write_text("A\nB\nC\nD\nE\nF\n", encoding="utf-8")
    expect("tfrecord", sorted(label for _, label in images), unordered=True, tool="tfrecord")

    print(f"{len(list(out.glob('*.expected.json')))} files and folders written")


def rows_of(file):
    with open(file, newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def images_of(root):
    """The image files that make-exports.mjs drew, with the letter that each shows."""
    folder = root / "sources" / "images"
    return [(path, path.parent.name) for path in sorted(folder.glob("*/*.png"))]


def as_on_a_server(file, copy):
    """The tasks as Label Studio exports them after they were labeled there: each annotation has a user of that server.

    Returns the choices of all who labeled each sample, sorted (None of those that nobody labeled), and the file."""
    tasks = json.loads(file.read_text(encoding="utf-8"))
    said, users = {}, {}
    for task in tasks:
        for one in task["annotations"]:
            name = one.pop("annotator")
            one["completed_by"] = users.setdefault(name, len(users) + 1)
        choices = [one["result"][0]["value"]["choices"][0] for one in task["annotations"]]
        said[task["data"]["ref"]] = sorted(choices) or None
    copy.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return said, copy


if __name__ == "__main__":
    main(sys.argv[1])
