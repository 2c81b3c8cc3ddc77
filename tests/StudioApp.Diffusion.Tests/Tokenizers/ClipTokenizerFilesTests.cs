using System.Text.Json;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Tests.Tokenizers;

public sealed class ClipTokenizerFilesTests : IDisposable
{
    private readonly ModelCopy _files = new(Path.Combine(Vectors.Own, "clip"));

    // what Stable Diffusion 2 and XL's second encoder are padded with
    [Theory]
    [InlineData("""{ "pad_token": "!" }""", 0)]
    [InlineData("""{ "pad_token": { "content": "!", "lstrip": false } }""", 0)]
    [InlineData("""{ "pad_token": "<|endoftext|>" }""", 49407)]
    [InlineData("{}", 49407)]
    public void Read_PadToken_IsTheFoldersOwn(string config, int id)
    {
        _files.Write(ClipTokenizerFiles.ConfigName, config);
        Assert.Equal(id, ClipTokenizerFiles.Read(_files.Path, "").Padding);
    }

    [Theory]
    [InlineData(ClipTokenizerFiles.ConfigName, """{ "pad_token": "<nothing>" }""", "<nothing>")]
    [InlineData(ClipTokenizerFiles.VocabularyName, """{ "a": -1 }""", ClipTokenizerFiles.VocabularyName)]
    [InlineData(ClipTokenizerFiles.VocabularyName, """{ "a": 1 }""", ClipTokenizerFiles.VocabularyName)]
    public void Read_WhatIsNoTokenizer_NamesTheFile(string file, string content, string named)
    {
        _files.Write(file, content);
        var e = Assert.Throws<DiffusionException>(() => ClipTokenizerFiles.Read(_files.Path, ""));
        Assert.Equal(DiffusionFault.ModelInvalid, e.Fault);
        Assert.Contains(named, e.Message);
    }

    [Fact]
    public void Encode_SpecialTokensInAPrompt_AreThemselves()
    {
        var tokenizer = ClipTokenizerFiles.Read(_files.Path, "");
        Assert.Equal([3240, 49407, 3240], tokenizer.Encode("fox <|endoftext|> fox"));
    }

    [Fact]
    public void Encode_HalfACharacter_IsReadAsNone() =>
        Assert.NotEmpty(ClipTokenizerFiles.Read(_files.Path, "").Encode("fox \ud83e"));

    // pairs as texts, and as the newest files have them
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_TokenizerJsonAlone_GivesTheSame(bool asPairs)
    {
        var expected = ClipTokenizerFiles.Read(_files.Path, "").Encode("a red fox's naïve café 🦊");
        var merges = File.ReadLines(_files.FileAt(ClipTokenizerFiles.MergesName)).Skip(1).Where(line => line.Length > 0);
        var vocabulary = File.ReadAllText(_files.FileAt(ClipTokenizerFiles.VocabularyName));
        var pairs = JsonSerializer.Serialize(merges.Select(merge => asPairs ? (object)merge.Split(' ') : merge));
        _files.Write(ClipTokenizerFiles.WholeName, $$"""{ "model": { "type": "BPE", "vocab": {{vocabulary}}, "merges": {{pairs}} } }""");
        File.Delete(_files.FileAt(ClipTokenizerFiles.VocabularyName));
        File.Delete(_files.FileAt(ClipTokenizerFiles.MergesName));

        Assert.Equal(expected, ClipTokenizerFiles.Read(_files.Path, "").Encode("a red fox's naïve café 🦊"));
        Assert.Equal(["tokenizer.json"], ClipTokenizerFiles.Needed(_files.Path, "").Select(Path.GetFileName));
    }

    public void Dispose() => _files.Dispose();
}
