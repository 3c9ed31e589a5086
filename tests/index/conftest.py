"""The invented plan, its index and a tiny transformer, once a session."""

from __future__ import annotations

import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer as HfTokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, set_seed

from corpus.catalog import Dossier
from index.build import Generation, build, open_index
from index.retriever import PlanRetriever
from index.units import units_of
from tests.index import processes
from tests.index.small import dossier_in

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@pytest.fixture(scope="session", autouse=True)
def server_of_processes() -> None:
    """Imports while the first tests run."""
    processes.context()


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier_in(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="session")
def generation(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The default index of the invented plan, open; not to be changed."""
    home = tmp_path_factory.mktemp("index")
    build(dossier, home)
    return open_index(dossier, home)


@pytest.fixture
def retriever(dossier: Dossier, generation: Generation) -> PlanRetriever:
    return PlanRetriever(generation, dossier.lexicon)


@pytest.fixture(scope="session")
def transformer(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Folder of a BERT of one layer with random weights; its words are single characters."""
    folder = tmp_path_factory.mktemp("model")
    characters = sorted({c for unit in units_of(dossier) for c in unit.text})
    vocabulary = {piece: i for i, piece in enumerate([*SPECIAL, *characters])}
    words = HfTokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    words.normalizer, words.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    words.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    set_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(folder / "bert")
    PreTrainedTokenizerFast(
        tokenizer_object=words,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=128,
    ).save_pretrained(folder / "bert")
    bert = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[bert, Pooling(32)], device="cpu")
    model.save(str(folder / "tiny"), create_model_card=False)
    return str(folder / "tiny")
