"""The projection of the workspace's own embedding, beside umap-learn on the same matrix in the same run."""

import shutil
import time

import numpy as np

from measure import Row, tessera


def rows(workspace, place):
    copy = place / "project.tessera"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(workspace, copy)
    seconds = sorted(tessera("project", "-w", copy, "--seed", str(seed), "--quiet")[0] for seed in (1, 2, 3))[1]
    newest = sorted((copy / "projections").glob("*.npy"), key=lambda path: int(path.stem))[-1]
    layout = np.load(newest)
    matrix = embedding_of(copy, newest.with_suffix(".ids").read_text().split())

    import umap  # compiles for about a minute in every process: its first call is timed apart
    from sklearn.manifold import trustworthiness

    def peer(seed):
        return umap.UMAP(n_jobs=2, force_approximation_algorithm=True, random_state=seed).fit_transform(matrix)

    began = time.perf_counter()
    peer(1)
    first = time.perf_counter() - began
    began = time.perf_counter()
    theirs = peer(2)
    warm = time.perf_counter() - began
    shape = f"{matrix.shape[0]:,} × {matrix.shape[1]:,}"
    return [
        Row("project", "tessera, whole process", seconds, "s", f"{shape}, with the order of likeness; median of 3"),
        Row("project", "umap-learn 0.5.12, first call", first, "s", shape),
        Row("project", "umap-learn 0.5.12, warm, its call alone", warm, "s", shape),
        Row("trustworthiness@15", "tessera", trustworthiness(matrix, layout, n_neighbors=15), ""),
        Row("trustworthiness@15", "umap-learn", trustworthiness(matrix, theirs, n_neighbors=15), ""),
    ]


def embedding_of(workspace, digests):
    """The embedding that was projected, from the files that the workspace keeps: blocks of unit length side by side."""
    blocks = []
    for path in sorted((workspace / "embeddings").glob("*.npy")):
        place = {digest: row for row, digest in enumerate(path.with_suffix(".ids").read_text().split())}
        block = np.load(path)[[place[digest] for digest in digests]].astype(np.float32)
        blocks.append(block / np.maximum(np.linalg.norm(block, axis=1, keepdims=True), 1e-12))
    return np.hstack(blocks)
