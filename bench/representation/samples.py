"""Samples from IDX files, and who is near whom among them."""

import gzip

import numpy as np
from sklearn.cluster import MiniBatchKMeans


def read_idx(folder, kind):
    paths = sorted(path for path in folder.iterdir() if kind in path.name)
    path = next((path for path in paths if path.name.startswith("train")), paths[0])
    raw = path.read_bytes()
    data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load(folder, limit):
    """Images [count, side, side] and classes [count] from 0."""
    images, labels = read_idx(folder, "images-idx3"), read_idx(folder, "labels-idx1")
    labels = labels - labels.min()
    return (images[:limit], labels[:limit]) if limit else (images, labels)


def neighbours(means, wanted):
    """Approximate nearest neighbours [count, wanted]: looked for in a sample's k-means cell and the four next to it."""
    count = len(means)
    cells = MiniBatchKMeans(max(8, count // 400), batch_size=4096, n_init=1, random_state=0).fit(means)
    centres, of_cell = cells.cluster_centers_, cells.labels_
    order = np.argsort(of_cell, kind="stable")
    starts = np.searchsorted(of_cell[order], np.arange(len(centres) + 1))
    near = np.argsort(((centres[:, None] - centres[None]) ** 2).sum(2), 1)[:, :5]
    found = np.zeros((count, wanted), np.int32)
    for cell in range(len(centres)):
        members = order[starts[cell] : starts[cell + 1]]
        if len(members) == 0:
            continue
        candidates = np.concatenate([order[starts[j] : starts[j + 1]] for j in near[cell]])
        squared = (means[members] ** 2).sum(1)[:, None] - 2 * means[members] @ means[candidates].T
        squared += (means[candidates] ** 2).sum(1)[None]
        squared[candidates[None] == members[:, None]] = 1e9
        kept = min(wanted, len(candidates) - 1)
        nearest = candidates[np.argpartition(squared, kept, 1)[:, :kept]]
        found[members] = nearest[:, np.arange(wanted) % kept]
    return found
