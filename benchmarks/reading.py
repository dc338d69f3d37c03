"""How fast documents are read: the whole pipeline, in megabytes of UTF-8 a second of one core's time.

The text is made here, of sentences of our own in five languages, and grows with the number given; the machines of names
are made before the clock starts, as they are once for any number of documents.
"""

from __future__ import annotations

import statistics
import sys
import time

import foedera
from foedera.documents import Gazetteer, Text, document_of, told

SENTENCES = [
    "On 23 August 1939 Germany and the Soviet Union signed a treaty in Moscow, three days later nobody had read it. "
    "The weather was fine, the band played on, and the papers wrote of harvests, of prices and of the price of bread.",
    "La 19 august 1939 Germania și Uniunea Sovietică au încheiat un acord comercial; patru zile mai târziu miniştrii "
    "s-au întâlnit din nou, iar ziarele au scris despre recoltă și despre prețul pâinii.",
    "Ngày 1 tháng 9 năm 1939 quân đội Đức tiến vào Ba Lan; Anh và Pháp gửi công hàm, còn báo chí viết về mùa màng, "
    "về giá gạo và về thời tiết trong những ngày cuối hè.",
    "17 сентября 1939 года войска Советского Союза вступили в Польшу, а газеты писали об урожае, о ценах и о погоде.",
    "Am 28. September 1939 unterzeichneten beide Regierungen einen Vertrag über die Grenze, und die Zeitungen "
    "schrieben über die Ernte, über die Preise und über das Wetter der letzten Tage des Sommers.",
]


def main(repeats: int = 300) -> None:
    """Print the speed, beside its floor and goal."""
    gazetteer = Gazetteer(foedera.load())
    text = "\n".join(f"{sentence}" for _ in range(repeats) for sentence in SENTENCES)
    document_of(Text("warm", "txt", "\n".join(SENTENCES)), gazetteer)
    spent = []
    for _ in range(3):
        start = time.process_time()
        told([document_of(Text("made", "txt", text), gazetteer)])
        spent.append(time.process_time() - start)
    size = len(text.encode()) / 1e6
    print(f"reading documents, whole pipeline: {size / statistics.median(spent):.2f} MB/s (floor 0.5, goal 2)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
