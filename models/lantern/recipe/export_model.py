"""Writes the model folder from the checkpoints' averaged weights: graphs, tables and golden files. `./export [FOLDER]`"""
import sys
import warnings
from pathlib import Path

from assets import CACHE
from exporting import golden, graphs, parts, tables
from generate import Lantern


def main(folder: Path) -> None:
    warnings.filterwarnings("ignore")  # the exporter's, about shapes that it cannot infer
    folder.mkdir(parents=True, exist_ok=True)
    lantern = golden.as_stored(Lantern())
    total = 0
    for graph in parts.graphs(lantern):
        path = graphs.write(graph, folder)
        total += path.stat().st_size
        print(f"{graph.name:16} {path.stat().st_size / 1e6:6.2f} MB", flush=True)
    tables.write_all(folder)
    golden.write(lantern, folder)
    print(f"{'graphs together':16} {total / 1e6:6.2f} MB in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CACHE / "model")
