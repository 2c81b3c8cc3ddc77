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

    public void Dispose() => _files.Dispose();
}
